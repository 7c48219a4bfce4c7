/** What people let applications do, and how they take it back. Blocks. */
@NullMarked
package dev.parley.auth.consent;

import org.jspecify.annotations.NullMarked;
