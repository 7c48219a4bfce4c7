/** What people note for themselves. */
@NullMarked
package dev.parley.projection.note;

import org.jspecify.annotations.NullMarked;
