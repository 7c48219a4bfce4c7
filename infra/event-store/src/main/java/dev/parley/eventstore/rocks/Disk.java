package dev.parley.eventstore.rocks;

import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** How a batch reaches the disk; a test has one that fails on purpose. */
@FunctionalInterface
interface Disk {

    Disk REAL = RocksDB::write;

    /** Returns once the batch is durable, all of it. */
    void write(RocksDB database, WriteOptions options, WriteBatch batch) throws RocksDBException;
}
