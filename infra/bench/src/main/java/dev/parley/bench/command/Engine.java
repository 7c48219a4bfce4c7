package dev.parley.bench.command;

import java.nio.file.Path;
import java.util.Locale;

/** Where the command side keeps its events. */
enum Engine {
    ROCKSDB,
    /** Axon's own, on H2 in a file unless another database is named. H2 writes at each commit so, and not once a second. */
    JDBC;

    /** The address of a store in that directory. */
    String url(Path directory) {
        return switch (this) {
            case ROCKSDB -> "rocksdb:" + directory;
            case JDBC -> "jdbc:h2:file:" + directory.toAbsolutePath() + "/events;WRITE_DELAY=0";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
