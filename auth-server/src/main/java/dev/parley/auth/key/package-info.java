/** The keys that sign tokens: made once, kept in a file that only their owner reads. */
@NullMarked
package dev.parley.auth.key;

import org.jspecify.annotations.NullMarked;
