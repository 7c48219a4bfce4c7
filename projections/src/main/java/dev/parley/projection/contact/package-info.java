/** Per person, everybody with whom they have something. */
@NullMarked
package dev.parley.projection.contact;

import org.jspecify.annotations.NullMarked;
