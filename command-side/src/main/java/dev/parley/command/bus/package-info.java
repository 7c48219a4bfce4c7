/** How a command reaches its aggregate and how a no comes back. Blocking: handlers run on virtual threads. */
@NullMarked
package dev.parley.command.bus;

import org.jspecify.annotations.NullMarked;
