/** Passwords: their limits, and hashing them without starving everything else. */
@NullMarked
package dev.parley.auth.password;

import org.jspecify.annotations.NullMarked;
