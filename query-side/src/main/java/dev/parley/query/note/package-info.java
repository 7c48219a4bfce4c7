/** What people have noted for themselves. */
@NullMarked
package dev.parley.query.note;

import org.jspecify.annotations.NullMarked;
