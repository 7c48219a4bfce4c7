/** The manners of a server that runs as a child process: where its data and ports are, how it says that it is ready or cannot be, when it ends. */
@NullMarked
package dev.parley.node;

import org.jspecify.annotations.NullMarked;
