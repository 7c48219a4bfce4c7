/** Lets people into groups from a browser: where an invitation leads is asked of the command side, which decides. */
@NullMarked
package dev.parley.auth.invitation;

import org.jspecify.annotations.NullMarked;
