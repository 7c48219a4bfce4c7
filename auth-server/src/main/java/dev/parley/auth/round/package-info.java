/** Work that the server does by itself, again and again: sending on what was kept, clearing away what is over. */
@NullMarked
package dev.parley.auth.round;

import org.jspecify.annotations.NullMarked;
