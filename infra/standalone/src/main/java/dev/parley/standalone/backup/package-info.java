/** {@code ./parley backup} and {@code ./parley restore}: everything that cannot be computed again. */
@NullMarked
package dev.parley.standalone.backup;

import org.jspecify.annotations.NullMarked;
