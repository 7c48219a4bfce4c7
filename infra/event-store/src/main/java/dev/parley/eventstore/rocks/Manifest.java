package dev.parley.eventstore.rocks;

import dev.parley.eventstore.DamagedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's list of its own files. RocksDB takes a list that was cut short for an older one, and deletes the tables that it does not
 * name. So we note beside it how long it has been, and refuse one that is shorter. A note that is missing or old does no harm.
 */
final class Manifest {

    private static final Logger log = LoggerFactory.getLogger(Manifest.class);

    private final Path directory;
    private final Path note;

    Manifest(Path directory) {
        this.directory = directory;
        this.note = directory.resolve("manifest-length");
    }

    /** To be called while the store is open. */
    void note() {
        try {
            String name = name();
            Files.writeString(note, name + " " + Files.size(directory.resolve(name)));
        } catch (IOException e) {
            log.debug("The length of the list of files was not noted", e);
        }
    }

    /** @throws DamagedStore when the list is shorter than it was */
    void requireWhole() throws IOException {
        try {
            String[] noted = Files.readString(note).split(" ", 2);
            if (noted.length == 2 && noted[0].equals(name()) && noted[1].matches("\\d{1,18}")) {
                requireLength(Files.size(directory.resolve(noted[0])), Long.parseLong(noted[1]));
            }
        } catch (NoSuchFileException e) {
            log.debug("There is nothing to compare: {}", e.getMessage());
        }
    }

    private void requireLength(long found, long noted) {
        if (found < noted) {
            throw new DamagedStore(
                    "The event store in " + directory + " is damaged and was left as it is: its list of files has "
                            + found + " bytes of " + noted + "; restore it from a backup.");
        }
    }

    private String name() throws IOException {
        return Files.readString(directory.resolve("CURRENT")).strip();
    }
}
