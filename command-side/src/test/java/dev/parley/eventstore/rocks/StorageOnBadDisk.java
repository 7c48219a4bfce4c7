package dev.parley.eventstore.rocks;

import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.rocksdb.RocksDBException;

/** The real event store on a disk that fails when a test wants it to. It stands in this package because the store shows its disk nowhere else. */
public final class StorageOnBadDisk {

    /** What happens to a batch. */
    public enum Fate {
        WRITTEN,
        /** The disk failed before anything of it was there. */
        LOST,
        /** The disk failed when it was there already, so nobody knows. */
        IN_DOUBT
    }

    private StorageOnBadDisk() {}

    /** @param fates asked for each batch */
    public static EventStorage open(Path directory, StorageSettings settings, Supplier<Fate> fates) {
        Disk disk = (database, options, batch) -> {
            Fate fate = fates.get();
            if (fate != Fate.LOST) {
                Disk.REAL.write(database, options, batch);
            }
            if (fate != Fate.WRITTEN) {
                throw new RocksDBException("The disk failed on purpose");
            }
        };
        RocksFiles files = new RocksFiles(directory, RocksFiles.Access.WRITE);
        return new RocksEventStorage(new EventLog(files, settings.clock(), disk), settings);
    }
}
