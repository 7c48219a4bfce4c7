/** The engine on a relational database: Axon's own, durable at commit. Blocking. */
@NullMarked
package dev.parley.eventstore.jdbc;

import org.jspecify.annotations.NullMarked;
