/** The engine on RocksDB: one writer thread, one sync for everything that waits. */
@NullMarked
package dev.parley.eventstore.rocks;

import org.jspecify.annotations.NullMarked;
