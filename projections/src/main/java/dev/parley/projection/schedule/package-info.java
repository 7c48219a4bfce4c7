/** The view of what people plan to say. */
@NullMarked
package dev.parley.projection.schedule;

import org.jspecify.annotations.NullMarked;
