/** The views as a whole: their names in the view store, and how far each has come. */
@NullMarked
package dev.parley.api.projection;

import org.jspecify.annotations.NullMarked;
