/** Answers REST reads from the views and the index; nothing here blocks. */
@NullMarked
package dev.parley.query;

import org.jspecify.annotations.NullMarked;
