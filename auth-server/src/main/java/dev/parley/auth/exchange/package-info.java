/** One application hands in a person's token and gets its own for it (RFC 8693), which can do no more and lives no longer. Blocks. */
@NullMarked
package dev.parley.auth.exchange;

import org.jspecify.annotations.NullMarked;
