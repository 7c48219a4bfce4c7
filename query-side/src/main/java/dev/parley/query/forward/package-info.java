/** Passes messages on: reads what the caller may see and says it elsewhere in their name. */
@NullMarked
package dev.parley.query.forward;

import org.jspecify.annotations.NullMarked;
