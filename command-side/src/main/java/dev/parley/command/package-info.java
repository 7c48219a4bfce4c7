/** The deciding side, put together: what it needs from outside and the order in which it starts. */
@NullMarked
package dev.parley.command;

import org.jspecify.annotations.NullMarked;
