/** The keys that sign tokens and those that seal secrets: made once, kept in files that only their owner reads. */
@NullMarked
package dev.parley.auth.key;

import org.jspecify.annotations.NullMarked;
