/** A MongoDB-wire server whose documents lie in RocksDB, ordered by {@code _id}; blocking, on threads of its own. */
@NullMarked
package dev.parley.viewstore;

import org.jspecify.annotations.NullMarked;
