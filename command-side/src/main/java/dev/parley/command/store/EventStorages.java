package dev.parley.command.store;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import dev.parley.eventstore.jdbc.JdbcEventStorage;
import dev.parley.eventstore.rocks.RocksEventStorage;
import java.nio.file.Path;

/** Opens the event store that an address names. */
public final class EventStorages {

    private static final String ROCKSDB = "rocksdb:";
    private static final String JDBC = "jdbc:";

    private EventStorages() {}

    /** @throws CannotOpenStore when it cannot be, or when the address names no store that we know */
    public static EventStorage open(String url, StorageSettings settings) {
        if (url.startsWith(ROCKSDB)) {
            return RocksEventStorage.open(Path.of(url.substring(ROCKSDB.length())), settings);
        }
        if (url.startsWith(JDBC)) {
            return JdbcEventStorage.open(url, settings);
        }
        throw new CannotOpenStore(
                "parley.event-store.url is rocksdb:DIRECTORY or a jdbc: address of PostgreSQL or H2, not \"" + url
                        + "\".");
    }
}
