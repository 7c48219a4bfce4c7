/** The event store behind one bean, its identity and its health. Blocking. */
@NullMarked
package dev.parley.command.store;

import org.jspecify.annotations.NullMarked;
