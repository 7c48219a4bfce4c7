package dev.parley.eventstore.rocks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** A disk that does with the next batch what a test wants of it. */
final class FailingDisk implements Disk {

    /** When something goes wrong with a batch. */
    enum Moment {
        BEFORE_IT_IS_WRITTEN,
        /** Nobody is told, but it is there. */
        AFTER_IT_IS_WRITTEN
    }

    /** What happens to a batch instead of being written, or around it. */
    interface Fault {
        void write(Write write) throws RocksDBException;
    }

    /** The real thing. */
    interface Write {
        void run() throws RocksDBException;
    }

    private final AtomicInteger batches = new AtomicInteger();
    private volatile Supplier<Fault> fault = () -> Write::run;

    void heal() {
        fault = () -> Write::run;
    }

    /** Asks anew for each batch. */
    void fail(Supplier<Fault> each) {
        fault = each;
    }

    void fail(Moment moment) {
        fail(() -> at(moment));
    }

    static Fault at(Moment moment) {
        return write -> {
            if (moment == Moment.AFTER_IT_IS_WRITTEN) {
                write.run();
            }
            throw new RocksDBException("The disk failed on purpose");
        };
    }

    /** How many it was given. */
    int batches() {
        return batches.get();
    }

    @Override
    public void write(RocksDB database, WriteOptions options, WriteBatch batch) throws RocksDBException {
        batches.incrementAndGet();
        fault.get().write(() -> Disk.REAL.write(database, options, batch));
    }
}
