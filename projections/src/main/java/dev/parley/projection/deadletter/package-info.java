/** What projectors could not apply: shown, taken again, or left out for good. Blocking code on threads of its own. */
@NullMarked
package dev.parley.projection.deadletter;

import org.jspecify.annotations.NullMarked;
