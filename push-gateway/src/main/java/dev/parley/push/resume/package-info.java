/** Brings a connection from what its device has to what is true now. */
@NullMarked
package dev.parley.push.resume;

import org.jspecify.annotations.NullMarked;
