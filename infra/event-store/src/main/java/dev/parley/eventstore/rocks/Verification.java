package dev.parley.eventstore.rocks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
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

    private static final int MOST_NAMED = 100;
    private static final int PAGE = 1024;
    private static final int TELL_EVERY = 4096;
    private static final int SEQUENCE_AND_ZERO = Long.BYTES + 1;

    private final EventLog log;
    private final Consumer<StoredEvent> content;
    private final Watcher watcher;
    private final List<Damage> named = new ArrayList<>();
    private long damages;
    private final IndexBalance balance;
    private long lastAppended = Long.MIN_VALUE;
    private long unreadableFrom;
    private String unreadableBecause = "";

    private Verification(EventLog log, Consumer<StoredEvent> content, Watcher watcher) {
        this.log = log;
        this.content = content;
        this.watcher = watcher;
        this.balance = new IndexBalance(log.head());
    }

    /** @param content throws when the body of an event cannot be understood by those who use it */
    public static Result of(EventLog log, Consumer<StoredEvent> content, Watcher watcher) {
        return new Verification(log, content, watcher).result();
    }

    private Result result() {
        log.reading("a file", open -> {
            checkFiles(open);
            checkIndex(open);
            checkEvents(open);
            compareWhatDoesNotAgree(open);
            checkKeys(open);
            checkSnapshots(open);
            return true;
        });
        return new Result(log.head(), damages, named);
    }

    private void found(String place, String what) {
        damages++;
        if (named.size() < MOST_NAMED) {
            named.add(new Damage(place, what));
        }
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
                found("file " + file.fileName().substring(1) + " (" + holdings(file) + ")", firstLine(e));
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

    /** Every aggregate's numbers without holes, every entry at a position of the store. */
    private void checkIndex(RocksFiles open) {
        byte[][] before = {new byte[0]};
        scan(Stage.INDEX, Family.AGGREGATES, open, (key, value) -> {
            if (key.length < SEQUENCE_AND_ZERO) {
                found("an entry of the index", "its key has " + key.length + " bytes");
                return;
            }
            long expected = Family.sameAggregate(key, before[0]) ? Family.sequence(before[0]) + 1 : 0;
            before[0] = key;
            if (Family.sequence(key) != expected) {
                found(entry(key), "the one before it should be " + (Family.sequence(key) - 1) + ", and there is none");
            }
            long position = position(value);
            if (position == 0) {
                found(entry(key), "stands at no position of the store");
            } else {
                balance.indexed(key, position);
            }
        });
    }

    /**
     * Looking every event up in the index costs a random read each. Where the balance says that the two agree there is no need; where
     * they do not, they are compared in both directions.
     */
    private void compareWhatDoesNotAgree(RocksFiles open) throws RocksDBException {
        if (balance.agrees()) {
            return;
        }
        for (long position = balance.firstOdd(1);
                position != 0 && !enough();
                position = balance.firstOdd(position + 1)) {
            StoredEvent event = readable(position, open);
            if (event != null) {
                checkIndexed(position, Family.ofAggregate(Family.text(event.aggregate()), event.sequence()), open);
            }
        }
        try (ReadOptions options = wholeScan();
                RocksIterator entries = open.database().newIterator(open.family(Family.AGGREGATES), options)) {
            for (entries.seekToFirst(); entries.isValid() && !enough(); entries.next()) {
                long position = position(entries.value());
                if (position != 0 && balance.isOdd(position)) {
                    checkPointsAtItsEvent(entries.key(), position, open);
                }
            }
        }
    }

    private boolean enough() {
        return named.size() >= MOST_NAMED;
    }

    /** Null = it was named as damaged before. */
    private static @Nullable StoredEvent readable(long position, RocksFiles open) {
        try {
            byte[] encoded = open.database().get(open.family(Family.EVENTS), Family.number(position));
            return encoded == null ? null : StoredEvent.decoded(encoded, "position " + position);
        } catch (RocksDBException | RuntimeException e) {
            return null;
        }
    }

    private void checkIndexed(long position, byte[] key, RocksFiles open) {
        String place = "position " + position;
        try {
            byte[] indexed = open.database().get(open.family(Family.AGGREGATES), key);
            if (indexed == null) {
                found(place, "is " + entry(key) + ", which the index does not know");
            } else if (position(indexed) != position) {
                found(place, "is " + entry(key) + ", which the index has at position " + position(indexed));
            }
        } catch (RocksDBException e) {
            found(place, "is " + entry(key) + ", whose index cannot be read: " + firstLine(e));
        }
    }

    private void checkPointsAtItsEvent(byte[] key, long position, RocksFiles open) {
        StoredEvent event = readable(position, open);
        if (event != null
                && !Arrays.equals(key, Family.ofAggregate(Family.text(event.aggregate()), event.sequence()))) {
            found(
                    entry(key),
                    "stands at position " + position + ", which is event " + event.sequence() + " of aggregate "
                            + event.aggregate());
        }
    }

    /** 0 = none of this store. */
    private long position(byte[] value) {
        long position = value.length == Long.BYTES ? Family.number(value) : 0;
        return position >= 1 && position <= log.head() ? position : 0;
    }

    private static String entry(byte[] key) {
        return "event " + Family.sequence(key) + " of aggregate "
                + new String(key, 0, key.length - SEQUENCE_AND_ZERO, StandardCharsets.UTF_8);
    }

    private void checkEvents(RocksFiles open) {
        long next = 1;
        while (next <= log.head()) {
            List<byte[]> run = run(next, open);
            if (!run.isEmpty()) {
                unreadableUntil(next - 1);
                checkRun(next, run);
                next += run.size();
            }
            if (run.size() < PAGE && next <= log.head()) {
                checkAlone(next++, open);
            }
            watcher.at(Stage.EVENTS, next - 1, log.head());
        }
        unreadableUntil(log.head());
    }

    /** As many events in a row as can be read from there, at most a page. */
    private static List<byte[]> run(long first, RocksFiles open) {
        List<byte[]> run = new ArrayList<>(PAGE);
        try (ReadOptions options = new ReadOptions().setVerifyChecksums(true).setFillCache(false);
                RocksIterator events = open.database().newIterator(open.family(Family.EVENTS), options)) {
            events.seek(Family.number(first));
            while (run.size() < PAGE && events.isValid() && Family.number(events.key()) == first + run.size()) {
                run.add(events.value());
                events.next();
            }
        }
        return run;
    }

    /** For an event that a run stopped at. */
    private void checkAlone(long position, RocksFiles open) {
        try (ReadOptions options = new ReadOptions().setVerifyChecksums(true)) {
            byte[] encoded = open.database().get(open.family(Family.EVENTS), options, Family.number(position));
            if (encoded == null) {
                unreadable(position, "missing");
            } else {
                unreadableUntil(position - 1);
                checkEvent(position, encoded);
            }
        } catch (RocksDBException e) {
            unreadable(position, firstLine(e));
        }
    }

    /** A block that cannot be read holds many events in a row: they are one damage. */
    private void unreadable(long position, String because) {
        if (unreadableFrom != 0 && !unreadableBecause.equals(because)) {
            unreadableUntil(position - 1);
        }
        if (unreadableFrom == 0) {
            unreadableFrom = position;
            unreadableBecause = because;
        }
    }

    private void unreadableUntil(long last) {
        if (unreadableFrom != 0) {
            found(
                    unreadableFrom == last ? "position " + last : "positions " + unreadableFrom + " to " + last,
                    unreadableBecause);
            unreadableFrom = 0;
        }
    }

    private void checkRun(long first, List<byte[]> run) {
        for (int i = 0; i < run.size(); i++) {
            checkEvent(first + i, run.get(i));
        }
    }

    private void checkEvent(long position, byte[] encoded) {
        try {
            StoredEvent event = StoredEvent.decoded(encoded, "position " + position);
            if (event.appended() < lastAppended) {
                found("position " + position, "was appended before the event that it follows");
            }
            lastAppended = Math.max(lastAppended, event.appended());
            balance.stored(Family.ofAggregate(Family.text(event.aggregate()), event.sequence()), position);
            content.accept(event);
        } catch (RuntimeException e) {
            found("position " + position, firstLine(e));
        }
    }

    private void checkKeys(RocksFiles open) {
        scan(Stage.KEYS, Family.KEYS, open, (key, value) -> {
            if (position(value) == 0) {
                found("key " + new String(key, StandardCharsets.UTF_8), "stands at no position of the store");
            }
        });
    }

    private void checkSnapshots(RocksFiles open) {
        scan(Stage.SNAPSHOTS, Family.SNAPSHOTS, open, (key, value) -> {
            String aggregate = new String(key, StandardCharsets.UTF_8);
            String place = "snapshot of " + aggregate;
            try {
                StoredEvent snapshot = StoredEvent.decoded(value, place);
                if (!snapshot.aggregate().equals(aggregate)) {
                    found(place, "is of " + snapshot.aggregate());
                } else if (snapshot.sequence() > EventLog.lastSequence(open, aggregate)) {
                    found(place, "is of event " + snapshot.sequence() + ", which the aggregate does not have");
                }
            } catch (RuntimeException e) {
                found(place, firstLine(e));
            }
        });
    }

    private interface Entry {
        void check(byte[] key, byte[] value) throws RocksDBException;
    }

    private void scan(Stage stage, Family family, RocksFiles open, Entry each) {
        long done = 0;
        byte[] last = new byte[0];
        try (ReadOptions options = wholeScan();
                RocksIterator entries = open.database().newIterator(open.family(family), options)) {
            long total = open.database().getLongProperty(open.family(family), "rocksdb.estimate-num-keys");
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                last = entries.key();
                each.check(last, entries.value());
                if (++done % TELL_EVERY == 0) {
                    watcher.at(stage, done, Math.max(done, total));
                }
            }
            entries.status();
        } catch (RocksDBException e) {
            found(behind(family, last), firstLine(e));
        }
        watcher.at(stage, done, done);
    }

    private static String behind(Family family, byte[] last) {
        String place = last.length < SEQUENCE_AND_ZERO
                ? "its beginning"
                : family == Family.AGGREGATES ? entry(last) : new String(last, StandardCharsets.UTF_8);
        return "family " + family.name().toLowerCase(Locale.ROOT) + " after " + place;
    }

    /** Blocks that are looked at once need no place in the cache. */
    private static ReadOptions wholeScan() {
        return new ReadOptions().setVerifyChecksums(true).setFillCache(false).setReadaheadSize(1 << 20);
    }

    private static String firstLine(Exception e) {
        String story = Objects.requireNonNullElse(e.getMessage(), e.toString());
        return story.lines().findFirst().orElse(story);
    }
}
