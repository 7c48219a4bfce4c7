/** Which event store there is, and what Axon keeps beside it: aggregates in memory, locks, snapshots, ids. */
@NullMarked
package dev.parley.command.store;

import org.jspecify.annotations.NullMarked;
