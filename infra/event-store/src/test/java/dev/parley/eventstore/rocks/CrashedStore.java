package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.said;

import dev.parley.eventstore.MovingClock;
import dev.parley.eventstore.Said;
import dev.parley.eventstore.Stores;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.axonframework.eventhandling.DomainEventMessage;
import org.rocksdb.FlushOptions;

/**
 * The files of a store as a crash leaves them: older events in sorted tables, newer ones in three files of the log. It knows what was
 * written, so that copies with damage can be compared with it.
 */
final class CrashedStore {

    /** @param id of the event */
    record Written(String id, String aggregate, long sequence, String text, String key) {}

    private final Path files;
    private final List<Written> written = new ArrayList<>();
    private final TreeSet<Long> batchEnds = new TreeSet<>(List.of(0L));
    private final Map<String, Long> sequences = new HashMap<>();
    private final Random random = new Random(1);

    CrashedStore(Path directory) throws IOException {
        files = Files.createDirectories(directory.resolve("crashed"));
        Path running = directory.resolve("running");
        try (RocksEventStorage storage = RocksEventStorage.open(running, Stores.settings(new MovingClock()))) {
            write(storage, 60);
        }
        try (RocksEventStorage storage = RocksEventStorage.open(running, Stores.settings(new MovingClock()))) {
            for (Family switched : List.of(Family.KEYS, Family.SNAPSHOTS, Family.META)) {
                write(storage, 60);
                if (switched != Family.META) {
                    beginNextLog(storage, switched);
                }
            }
            copy(running, files);
        }
    }

    private void write(RocksEventStorage storage, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            List<DomainEventMessage<?>> events = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String aggregate = "talk-" + random.nextInt(9);
                long sequence = sequences.merge(aggregate, 1L, Long::sum) - 1;
                String text = "x".repeat(random.nextInt(900)) + random.nextLong();
                String key = aggregate + "/" + sequence;
                DomainEventMessage<?> event = said(aggregate, sequence, text, key);
                events.add(event);
                written.add(new Written(event.getIdentifier(), aggregate, sequence, text, key));
            }
            storage.events().publish(events);
            batchEnds.add((long) written.size());
            if (batch % 20 == 0) { // so that there is something to flush
                storage.events().storeSnapshot(events.getFirst());
            }
        }
    }

    /** RocksDB begins a new file of its log with each table that it writes; the old ones stay while other families need them. */
    private static void beginNextLog(RocksEventStorage storage, Family family) {
        storage.log().reading("a flush", open -> {
            try (FlushOptions flush = new FlushOptions()) {
                open.database().flush(flush, open.family(family));
            }
            return true;
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (Path file : all) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    Path copyTo(Path directory) throws IOException {
        copy(files, directory);
        return directory;
    }

    /** The files of the log, oldest first. */
    static List<Path> logs(Path directory) throws IOException {
        return matching(directory, "*.log");
    }

    static List<Path> matching(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, glob)) {
            matching.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    List<Written> upTo(long head) {
        return written.subList(0, (int) head);
    }

    boolean isEndOfABatch(long position) {
        return batchEnds.contains(position);
    }

    long head() {
        return written.size();
    }

    static Written read(StoredEvent event, Said payload) {
        return new Written(event.id(), event.aggregate(), event.sequence(), payload.text(), payload.key());
    }
}
