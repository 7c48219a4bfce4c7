/** The command bus between two contexts that start side by side. */
@NullMarked
package dev.parley.standalone.bus;

import org.jspecify.annotations.NullMarked;
