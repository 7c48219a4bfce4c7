/** What every store on RocksDB needs before it opens. */
@NullMarked
package dev.parley.rocksdb;

import org.jspecify.annotations.NullMarked;
