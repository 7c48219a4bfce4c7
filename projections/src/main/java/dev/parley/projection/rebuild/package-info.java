/** Makes views anew beside those that are read, and holds views against the events. Blocking code on threads of its own. */
@NullMarked
package dev.parley.projection.rebuild;

import org.jspecify.annotations.NullMarked;
