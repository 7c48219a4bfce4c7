/** How far everybody has read and received every conversation. */
@NullMarked
package dev.parley.projection.position;

import org.jspecify.annotations.NullMarked;
