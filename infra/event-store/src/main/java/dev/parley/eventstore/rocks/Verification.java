package dev.parley.eventstore.rocks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/**
 * Reads a whole store and says what in it is not as it was written. It goes on after a damage, so that one look tells of all of them.
 * A log that somebody writes at the same time would look damaged to it: give it a checkpoint, or one that nobody has open.
 */
public final class Verification {

    /** In this order. */
    public enum Stage {
        FILES,
        INDEX,
        EVENTS,
        KEYS,
        SNAPSHOTS
    }

    /** Told now and then how far it is. {@code total} may be an estimate. */
    @FunctionalInterface
    public interface Watcher {
        void at(Stage stage, long done, long total);
    }

    /**
     * What was found.
     *
     * @param events how many there should be
     * @param damages how many were found; where index and events disagree it ends when enough are named
     * @param named the first of them
     */
    public record Result(long events, long damages, List<Damage> named) {

        public Result {
            named = List.copyOf(named);
        }

        public boolean sound() {
            return damages == 0;
        }
    }

    private final EventLog log;
    private final Consumer<StoredEvent> content;
    private final Watcher watcher;
    private final Damages damages = new Damages();

    private Verification(EventLog log, Consumer<StoredEvent> content, Watcher watcher) {
        this.log = log;
        this.content = content;
        this.watcher = watcher;
    }

    /** @param content throws when the body of an event cannot be understood by those who use it */
    public static Result of(EventLog log, Consumer<StoredEvent> content, Watcher watcher) {
        return new Verification(log, content, watcher).result();
    }

    private Result result() {
        log.reading("a file", open -> {
            FamilyScan scan = new FamilyScan(open, damages, watcher);
            IndexBalance balance = new IndexBalance(log.head());
            IndexCheck index = new IndexCheck(open, log.head(), balance, damages);
            checkFiles(open);
            index.checkEntries(scan);
            new EventCheck(scan, log.head(), balance, content).checkAll();
            index.compareWhatDoesNotAgree();
            checkKeys(scan);
            checkSnapshots(scan);
            return true;
        });
        return new Result(log.head(), damages.count(), damages.named());
    }

    /** File by file: RocksDB's own check of all of them ends at the first that is damaged. */
    private void checkFiles(RocksFiles open) {
        List<LiveFileMetaData> files = open.database().getLiveFilesMetaData();
        long total = files.stream().mapToLong(LiveFileMetaData::size).sum();
        long done = 0;
        for (LiveFileMetaData file : files) {
            try (Options options = new Options();
                    SstFileReader reader = new SstFileReader(options)) {
                reader.open(file.path() + file.fileName());
                reader.verifyChecksum();
            } catch (RocksDBException e) {
                damages.found("file " + file.fileName().substring(1) + " (" + holdings(file) + ")", e);
            }
            done += file.size();
            watcher.at(Stage.FILES, done, total);
        }
    }

    private static String holdings(LiveFileMetaData file) {
        String family = new String(file.columnFamilyName(), StandardCharsets.UTF_8);
        return Family.EVENTS.named(family) && file.smallestKey().length == Long.BYTES
                ? "events " + Family.number(file.smallestKey()) + " to " + Family.number(file.largestKey())
                : family;
    }

    private void checkKeys(FamilyScan scan) {
        scan.each(Stage.KEYS, Family.KEYS, (key, value) -> {
            if (IndexCheck.positionIn(value, log.head()) == 0) {
                damages.found("key " + new String(key, StandardCharsets.UTF_8), "stands at no position of the store");
            }
        });
    }

    private void checkSnapshots(FamilyScan scan) {
        scan.each(Stage.SNAPSHOTS, Family.SNAPSHOTS, (key, value) -> {
            String aggregate = new String(key, StandardCharsets.UTF_8);
            String place = "snapshot of " + aggregate;
            try {
                StoredEvent snapshot = StoredEvent.decoded(value, place);
                if (!snapshot.aggregate().equals(aggregate)) {
                    damages.found(place, "is of " + snapshot.aggregate());
                } else if (snapshot.sequence() > EventLog.lastSequence(scan.open(), aggregate)) {
                    damages.found(place, "is of event " + snapshot.sequence() + ", which the aggregate does not have");
                }
            } catch (RuntimeException e) {
                damages.found(place, e);
            }
        });
    }
}
