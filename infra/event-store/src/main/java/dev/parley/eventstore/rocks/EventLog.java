package dev.parley.eventstore.rocks;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.StoreUnavailable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The log of all events in RocksDB. Whoever appends hands over to one writer thread, which puts everything that waits into one synced
 * batch; see {@link Family} for what lies where. Reads never see what is not durable: RocksDB shows a batch only after its sync.
 */
public final class EventLog implements AutoCloseable {

    /** Goes up when an older program could misread what a newer one has written. */
    private static final long FORMAT = 1;

    private static final String FORMAT_KEY = "format";
    private static final String STORE_ID_KEY = "store-id";
    private static final String KEYS_KEPT_FROM_KEY = "keys-kept-from";
    private static final int PAGE = 256;

    private final RocksFiles files;
    private final UUID storeId;
    private final @Nullable Writer writer;
    private final AtomicLong handedOver = new AtomicLong();
    private final Pending pending = new Pending();
    private final Tail tail;

    /**
     * Opens the log in that directory, and makes a new one when there is none.
     *
     * @throws CannotOpenStore when it is in use, of a newer version, or the directory cannot be written
     * @throws DamagedStore when what lies there is not what was written
     */
    public static EventLog open(Path directory, Clock clock) {
        return new EventLog(new RocksFiles(directory, RocksFiles.Access.WRITE), clock, Disk.REAL);
    }

    /** Opens a log that nobody writes, to read it; changes nothing. Throws like {@link #open}. */
    public static EventLog openToRead(Path directory) {
        return new EventLog(new RocksFiles(directory, RocksFiles.Access.READ), Clock.systemUTC(), null);
    }

    /** @param disk null = this one only reads */
    EventLog(RocksFiles files, Clock clock, @Nullable Disk disk) {
        this.files = files;
        try {
            requireKnownFormat(disk != null);
            storeId = identify(disk != null);
            tail = new Tail(files.use(EventLog::lastPosition));
            if (disk != null) { // whoever only reads may want to see what is left
                new Inventory(this).take(tail.head());
            }
            writer = disk == null ? null : new Writer(files, clock, disk, tail, pending);
        } catch (RuntimeException | RocksDBException e) {
            files.close();
            throw e instanceof RocksDBException failure ? files.reasonNotToOpen(failure) : (RuntimeException) e;
        }
        if (writer != null) {
            writer.start();
        }
    }

    private void requireKnownFormat(boolean mayWrite) throws RocksDBException {
        byte[] found = fact(FORMAT_KEY);
        if (found == null && mayWrite && files.use(EventLog::lastPosition) == 0) {
            putFact(FORMAT_KEY, Family.number(FORMAT));
        } else if (found == null) {
            throw new DamagedStore("The event store in " + files.directory()
                    + " does not say in which format it was written; restore it from a backup.");
        } else if (Family.number(found) > FORMAT) {
            throw new CannotOpenStore("The event store in " + files.directory()
                    + " was written by a newer Parley (format " + Family.number(found) + "; this one reads up to "
                    + FORMAT + "); start that version instead.");
        }
    }

    private UUID identify(boolean mayWrite) throws RocksDBException {
        byte[] found = fact(STORE_ID_KEY);
        if (found == null && mayWrite) {
            UUID id = UUID.randomUUID();
            putFact(
                    STORE_ID_KEY,
                    ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array());
            files.use(RocksFiles::flushFacts);
            return id;
        }
        if (found == null || found.length != 16) {
            throw new DamagedStore("The event store in " + files.directory() + " does not say who it is.");
        }
        ByteBuffer id = ByteBuffer.wrap(found);
        return new UUID(id.getLong(), id.getLong());
    }

    private byte @Nullable [] fact(String name) throws RocksDBException {
        return files.use(open -> open.database().get(open.family(Family.META), Family.text(name)));
    }

    private void putFact(String name, byte[] value) throws RocksDBException {
        files.use(open -> {
            open.database().put(open.family(Family.META), open.durably(), Family.text(name), value);
            return true;
        });
    }

    /** The position of the last event that the open database holds. */
    static long lastPosition(RocksFiles open) throws RocksDBException {
        try (RocksIterator events = open.database().newIterator(open.family(Family.EVENTS))) {
            events.seekToLast();
            if (events.isValid()) {
                return Family.number(events.key());
            }
            events.status();
            return 0;
        }
    }

    public UUID storeId() {
        return storeId;
    }

    /** The position of the last durable event; 0 = there is none. */
    public long head() {
        return tail.head();
    }

    /** Where to learn that there is more. */
    Tail tail() {
        return tail;
    }

    /** See {@link dev.parley.eventstore.EventStorage#era()}. */
    long era() {
        return requireWriter().era();
    }

    /** How often the disk was asked to make a batch durable since this log was opened. */
    public long syncs() {
        return requireWriter().syncs();
    }

    private Writer requireWriter() {
        if (writer == null) {
            throw new IllegalStateException("This log was opened to be read");
        }
        return writer;
    }

    /** Hands events over. Their order among all events is fixed by the order of these calls. */
    CompletableFuture<?> append(List<Append.Entry> entries, long era) {
        Append append = new Append(entries, era);
        pending.add(append);
        handOver(append);
        return append.done();
    }

    private void handOver(Append append) {
        handedOver.incrementAndGet();
        requireWriter().take(append);
    }

    /** Completes when everything that was handed over before is durable or never will be. */
    CompletableFuture<?> fence() {
        Writer running = requireWriter();
        if (handedOver.get() == running.settled()) {
            return CompletableFuture.completedFuture(true);
        }
        Append fence = Append.fence();
        handOver(fence);
        return fence.done();
    }

    /** Waits until everything of that aggregate that was handed over before is durable or never will be. */
    void awaitPending(String aggregate) {
        Append last = pending.lastOf(aggregate);
        if (last != null) {
            last.done().handle((done, refusal) -> true).join();
        }
    }

    /** The durable event with that key. */
    Optional<StoredEvent> stored(String key) {
        return reading("key " + key, open -> {
            byte[] position = open.database().get(open.family(Family.KEYS), Family.text(key));
            return position == null ? Optional.empty() : Optional.of(event(open, Family.number(position)));
        });
    }

    @Nullable
    DomainEventMessage<?> pending(String key) {
        return pending.withKey(key);
    }

    private static StoredEvent event(RocksFiles open, long position) throws RocksDBException {
        byte[] encoded = open.database().get(open.family(Family.EVENTS), Family.number(position));
        if (encoded == null) {
            throw missing(position);
        }
        return StoredEvent.decoded(encoded, "position " + position);
    }

    static DamagedStore missing(long position) {
        return new DamagedStore("The event store is damaged: the event at position " + position + " is missing.");
    }

    /**
     * The events after a position, in order.
     *
     * @param max how many at most
     * @throws DamagedStore when one is missing or cannot be read; it names the position
     */
    public List<StoredEvent> after(long position, int max) {
        return after(position, max, true);
    }

    /** The same for whoever goes through all of it, and leaves the memory for what is read often to others. */
    public List<StoredEvent> passingThrough(long position, int max) {
        return after(position, max, false);
    }

    private List<StoredEvent> after(long position, int max, boolean remembered) {
        long last = Math.min(head(), position + max);
        if (last <= position) {
            return List.of();
        }
        List<StoredEvent> page = new ArrayList<>();
        return reading("position " + (position + 1), open -> {
            try (ReadOptions options =
                            new ReadOptions().setVerifyChecksums(true).setFillCache(remembered);
                    RocksIterator events = open.database().newIterator(open.family(Family.EVENTS), options)) {
                long next = position + 1;
                for (events.seek(Family.number(next)); next <= last; events.next()) {
                    if (!events.isValid()) {
                        events.status();
                        throw missing(next);
                    }
                    if (Family.number(events.key()) != next) {
                        throw missing(next);
                    }
                    page.add(StoredEvent.decoded(events.value(), "position " + next));
                    next++;
                }
            }
            return page;
        });
    }

    /** The events of an aggregate from a sequence number on, at most {@link #PAGE} of them; fewer = these are the last. */
    List<StoredEvent> ofAggregate(String aggregate, long first) {
        return reading("aggregate " + aggregate, open -> events(open, positions(open, aggregate, first)));
    }

    /**
     * The events of an aggregate from a sequence number on, with their positions; none = there are no more.
     *
     * @throws DamagedStore when one is missing or cannot be read
     */
    public List<PositionedEvent> history(String aggregate, long first) {
        return reading("aggregate " + aggregate, open -> {
            List<byte[]> positions = positions(open, aggregate, first);
            List<StoredEvent> events = events(open, positions);
            List<PositionedEvent> page = new ArrayList<>(events.size());
            for (int i = 0; i < events.size(); i++) {
                page.add(new PositionedEvent(Family.number(positions.get(i)), events.get(i)));
            }
            return page;
        });
    }

    private static List<byte[]> positions(RocksFiles open, String aggregate, long first) throws RocksDBException {
        byte[] from = Family.ofAggregate(Family.text(aggregate), first);
        List<byte[]> positions = new ArrayList<>();
        try (RocksIterator sequence = open.database().newIterator(open.family(Family.AGGREGATES))) {
            long expected = first;
            for (sequence.seek(from); positions.size() < PAGE && sequence.isValid(); sequence.next()) {
                byte[] key = sequence.key();
                if (!Family.sameAggregate(key, from)) {
                    break;
                }
                if (Family.sequence(key) != expected++) {
                    throw new DamagedStore("The event store is damaged: event " + (expected - 1) + " of aggregate "
                            + aggregate + " is missing.");
                }
                positions.add(sequence.value());
            }
            sequence.status();
        }
        return positions;
    }

    static int page() {
        return PAGE;
    }

    private static List<StoredEvent> events(RocksFiles open, List<byte[]> positions) throws RocksDBException {
        if (positions.isEmpty()) {
            return List.of();
        }
        List<byte[]> found = open.database()
                .multiGetAsList(
                        positions.stream()
                                .map(each -> open.family(Family.EVENTS))
                                .toList(),
                        positions);
        List<StoredEvent> events = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            long position = Family.number(positions.get(i));
            if (found.get(i) == null) {
                throw missing(position);
            }
            events.add(StoredEvent.decoded(found.get(i), "position " + position));
        }
        return events;
    }

    /** The sequence number of the last durable event of an aggregate; -1 = it has none. */
    long lastSequence(String aggregate) {
        return reading("aggregate " + aggregate, open -> lastSequence(open, aggregate));
    }

    static long lastSequence(RocksFiles open, String aggregate) throws RocksDBException {
        byte[] beyond = Family.ofAggregate(Family.text(aggregate), Long.MAX_VALUE);
        try (RocksIterator sequence = open.database().newIterator(open.family(Family.AGGREGATES))) {
            sequence.seekForPrev(beyond);
            if (sequence.isValid() && Family.sameAggregate(sequence.key(), beyond)) {
                return Family.sequence(sequence.key());
            }
            sequence.status();
            return -1;
        }
    }

    /** Where an event of an aggregate is; 0 = it is not there. */
    long positionOf(String aggregate, long sequence) {
        return reading("aggregate " + aggregate, open -> {
            byte[] position = open.database()
                    .get(open.family(Family.AGGREGATES), Family.ofAggregate(Family.text(aggregate), sequence));
            return position == null ? 0L : Family.number(position);
        });
    }

    long count(Family family) {
        return reading("its files", open -> open.count(family));
    }

    Optional<StoredEvent> snapshot(String aggregate) {
        return reading(
                "snapshot of " + aggregate,
                open -> Optional.ofNullable(open.database().get(open.family(Family.SNAPSHOTS), Family.text(aggregate)))
                        .map(encoded -> StoredEvent.decoded(encoded, "snapshot of " + aggregate)));
    }

    /** A snapshot may be lost in a crash: it can be made again. */
    void putSnapshot(StoredEvent snapshot) {
        reading("snapshot of " + snapshot.aggregate(), open -> {
            open.database().put(open.family(Family.SNAPSHOTS), Family.text(snapshot.aggregate()), snapshot.encoded());
            return true;
        });
    }

    /** The position before the first event that was appended at that time or later. */
    public long positionBefore(Instant time) {
        long millis = time.toEpochMilli();
        long before = 0;
        long from = head() + 1;
        while (from - before > 1) {
            long middle = (before + from) >>> 1;
            long appended =
                    reading("position " + middle, open -> event(open, middle).appended());
            if (appended < millis) {
                before = middle;
            } else {
                from = middle;
            }
        }
        return before;
    }

    /** Lets go of keys of events appended before that time. What it has gone through is remembered, so each event is looked at once. */
    void forgetKeys(Instant before, Function<StoredEvent, @Nullable String> keyOf) {
        long until = positionBefore(before);
        long from = reading("its facts", open -> Optional.ofNullable(fact(KEYS_KEPT_FROM_KEY)))
                .map(Family::number)
                .orElse(0L);
        while (from < until) {
            List<StoredEvent> page = after(from, (int) Math.min(PAGE, until - from));
            long first = from + 1;
            from += page.size();
            long reached = from;
            forgetting(open -> {
                try (WriteBatch batch = new WriteBatch()) {
                    for (int i = 0; i < page.size(); i++) {
                        String key = keyOf.apply(page.get(i));
                        if (key != null && stillOf(open, key, first + i)) {
                            batch.delete(open.family(Family.KEYS), Family.text(key));
                        }
                    }
                    batch.put(open.family(Family.META), Family.text(KEYS_KEPT_FROM_KEY), Family.number(reached));
                    open.database().write(open.durably(), batch);
                }
                return true;
            });
        }
    }

    /** The writer waits meanwhile: a newer event must not take a key between the look and the deletion. */
    private void forgetting(RocksFiles.Use<Boolean> use) {
        try {
            files.useAlone(use);
        } catch (RocksDBException e) {
            throw damaged(e, "keys of events");
        }
    }

    private static boolean stillOf(RocksFiles open, String key, long position) throws RocksDBException {
        byte[] found = open.database().get(open.family(Family.KEYS), Family.text(key));
        return found != null && Family.number(found) == position;
    }

    /**
     * Makes a copy that can be opened on its own, as of one moment and without stopping anybody. Most of it is hard links, so it
     * costs little where the file system is the same.
     *
     * @param directory must not exist yet
     */
    public void checkpoint(Path directory) {
        reading("a checkpoint", open -> {
            try (Checkpoint checkpoint = Checkpoint.create(open.database())) {
                checkpoint.createCheckpoint(directory.toString());
            }
            return true;
        });
    }

    /** Reads every block of every file and compares its checksum. Takes as long as reading the whole store. */
    public void verifyChecksums() {
        reading("a block", open -> {
            open.database().verifyChecksum();
            return true;
        });
    }

    <T> T reading(String what, RocksFiles.Use<T> use) {
        try {
            return files.use(use);
        } catch (RocksDBException e) {
            throw damaged(e, what);
        }
    }

    private static RuntimeException damaged(RocksDBException e, String what) {
        return RocksFiles.isDamage(e)
                ? new DamagedStore("The event store is damaged at " + what + ": " + e.getMessage(), e)
                : new StoreUnavailable("The event store cannot read " + what + ": " + e.getMessage(), e);
    }

    /** Lets everything that was handed over reach the disk, and closes. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        tail.close();
        files.close();
    }
}
