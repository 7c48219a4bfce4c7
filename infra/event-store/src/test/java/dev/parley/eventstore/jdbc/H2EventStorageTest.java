package dev.parley.eventstore.jdbc;

import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.EventStorageContract;
import dev.parley.eventstore.StorageSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2EventStorageTest extends EventStorageContract {

    @TempDir
    Path directory;

    @Override
    protected EventStorage open(StorageSettings settings) {
        return JdbcEventStorage.open("jdbc:h2:file:" + directory.resolve("events") + ";WRITE_DELAY=0", settings);
    }
}
