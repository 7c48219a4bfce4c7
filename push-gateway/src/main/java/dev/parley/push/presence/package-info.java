/** Who is there: what this gateway's devices do, what others tell of theirs, and who is shown it. */
@NullMarked
package dev.parley.push.presence;

import org.jspecify.annotations.NullMarked;
