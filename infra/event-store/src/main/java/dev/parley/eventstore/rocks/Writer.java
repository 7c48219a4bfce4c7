package dev.parley.eventstore.rocks;

import dev.parley.eventstore.StoreUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes everything that waits, gives positions, and writes one synced batch; what comes meanwhile waits
 * for the next. An append that was decided in an era before the present one is refused, for it may be built on what never happened.
 */
final class Writer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_APPENDS = 2_048;
    private static final long MOST_BYTES = 8L << 20;
    private static final int REMEMBERED_SEQUENCES = 100_000;
    private static final long REST_NANOS = 250_000_000;

    private final RocksFiles files;
    private final Clock clock;
    private final Disk disk;
    private final Tail tail;
    private final Pending pending;
    private final BlockingQueue<Append> waiting = new LinkedBlockingQueue<>();
    private final Append end = Append.fence();
    private final Thread thread = Thread.ofPlatform().name("event-writer").unstarted(this::run);
    private final ExecutorService answers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("event-answers-", 0).factory());
    private final Map<String, Long> sequences = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_SEQUENCES;
        }
    };
    private long lastAppended;
    private @Nullable String trouble;
    private long restUntil;
    private final AtomicLong era = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private volatile boolean closed;

    Writer(RocksFiles files, Clock clock, Disk disk, Tail tail, Pending pending) throws RocksDBException {
        this.files = files;
        this.clock = clock;
        this.disk = disk;
        this.tail = tail;
        this.pending = pending;
        lastAppended = appendedLast();
    }

    private long appendedLast() throws RocksDBException {
        return files.use(open -> {
            byte[] last = open.database().get(open.family(Family.EVENTS), Family.number(tail.head()));
            return last == null ? 0L : StoredEvent.appendedAt(last);
        });
    }

    void start() {
        thread.start();
    }

    long era() {
        return era.get();
    }

    /** How many appends and fences are done with. */
    long settled() {
        return settled.get();
    }

    /** How many batches were written and synced. */
    long syncs() {
        return syncs.get();
    }

    void take(Append append) {
        waiting.add(append);
        if (closed) {
            // Nobody looks after the queue any more; what the writer took before it ended is not in it.
            refuseWhatWaits();
        }
    }

    private void run() {
        List<Append> batch = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                more = gather(batch);
                write(batch);
            } catch (InterruptedException e) {
                more = false;
            } catch (Throwable e) {
                log.error("The event store did not write a batch", e);
                fail(batch, e);
            }
            batch.clear();
        }
        closed = true;
        refuseWhatWaits();
    }

    /** False = these are the last. In trouble it comes back with nothing after a while, so that somebody looks whether it is over. */
    private boolean gather(List<Append> batch) throws InterruptedException {
        long bytes = 0;
        Append next = trouble == null ? waiting.take() : waiting.poll(REST_NANOS, TimeUnit.NANOSECONDS);
        while (next != null) {
            if (next == end) {
                return false;
            }
            batch.add(next);
            bytes += next.bytes();
            next = batch.size() < MOST_APPENDS && bytes < MOST_BYTES ? waiting.poll() : null;
        }
        return true;
    }

    private void write(List<Append> batch) throws RocksDBException {
        boolean able = trouble == null || recovered();
        if (batch.isEmpty()) {
            return;
        }
        if (!able) {
            newEra();
            refuse(batch, new StoreUnavailable("The event store cannot write: " + trouble));
            return;
        }
        long position = tail.head();
        try (WriteBatch writes = new WriteBatch()) {
            long now = Math.max(lastAppended, clock.millis());
            position = files.useAlone(open -> {
                long last = tail.head();
                for (Append append : batch) {
                    RuntimeException objection = objection(append, open);
                    if (objection != null) {
                        append.refuse(objection);
                    } else {
                        for (Append.Entry entry : append.entries()) {
                            put(entry, ++last, now, writes, open);
                        }
                    }
                }
                if (last > tail.head()) {
                    disk.write(open.database(), open.durably(), writes);
                    syncs.incrementAndGet();
                }
                return last;
            });
            lastAppended = now;
        }
        if (position > tail.head()) {
            tail.moved(position);
        }
        settle(batch);
    }

    private static void put(Append.Entry entry, long position, long now, WriteBatch writes, RocksFiles open)
            throws RocksDBException {
        StoredEvent.appendedAt(entry.encoded(), now);
        byte[] at = Family.number(position);
        DomainEventMessage<?> event = entry.event();
        writes.put(open.family(Family.EVENTS), at, entry.encoded());
        writes.put(
                open.family(Family.AGGREGATES),
                Family.ofAggregate(Family.text(event.getAggregateIdentifier()), event.getSequenceNumber()),
                at);
        if (entry.key() != null) {
            writes.put(open.family(Family.KEYS), Family.text(entry.key()), at);
        }
    }

    /** Why an append cannot be; null when it can, and then its sequence numbers count. */
    private @Nullable RuntimeException objection(Append append, RocksFiles open) throws RocksDBException {
        if (append.entries().isEmpty()) {
            return null;
        }
        if (append.era() != era.get()) {
            return new StoreUnavailable("Decided on what did not become durable; try again.");
        }
        Map<String, Long> reached = new HashMap<>();
        for (Append.Entry entry : append.entries()) {
            DomainEventMessage<?> event = entry.event();
            String aggregate = event.getAggregateIdentifier();
            Long last = reached.get(aggregate);
            if (last == null) {
                last = sequences.get(aggregate);
            }
            if (last == null) {
                last = EventLog.lastSequence(open, aggregate);
            }
            long sequence = event.getSequenceNumber();
            if (sequence != last + 1) {
                newEra(); // whatever was decided on this event must not be stored either
                return conflict(event, last);
            }
            reached.put(aggregate, sequence);
        }
        sequences.putAll(reached);
        return null;
    }

    private static RuntimeException conflict(DomainEventMessage<?> event, long last) {
        if (event.getSequenceNumber() > last + 1) {
            return new EventStoreException("Event " + event.getSequenceNumber() + " of aggregate "
                    + event.getAggregateIdentifier() + " would leave a hole: its last event is " + last + ".");
        }
        if (event.getSequenceNumber() == 0) {
            return new AggregateStreamCreationException("There is an aggregate " + event.getAggregateIdentifier()
                    + " already, so none can be created with this identifier.");
        }
        return new ConcurrencyException("Aggregate " + event.getAggregateIdentifier() + " has an event "
                + event.getSequenceNumber() + " already.");
    }

    private void newEra() {
        era.incrementAndGet();
        sequences.clear();
    }

    private void fail(List<Append> batch, Throwable failure) {
        trouble = failure.toString();
        restUntil = System.nanoTime() + REST_NANOS;
        newEra();
        refuse(batch, new StoreUnavailable("The event store could not write: " + trouble, failure));
    }

    private void refuse(List<Append> batch, RuntimeException why) {
        batch.forEach(append -> append.refuse(why));
        settle(batch);
    }

    /** After a failure nobody knows what the disk holds of the last batch until the store was opened anew. */
    private boolean recovered() {
        if (System.nanoTime() < restUntil) {
            return false;
        }
        try {
            files.openAnew();
            tail.moved(lastPosition());
            lastAppended = Math.max(lastAppended, appendedLast());
            log.info("The event store writes again");
            trouble = null;
            newEra();
            return true;
        } catch (RocksDBException | IOException | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            restUntil = System.nanoTime() + REST_NANOS;
            return false;
        }
    }

    private long lastPosition() throws RocksDBException {
        return files.use(EventLog::lastPosition);
    }

    private void settle(List<Append> batch) {
        List<Append> done = List.copyOf(batch);
        done.forEach(pending::remove);
        settled.addAndGet(done.size());
        answers.execute(() -> done.forEach(Append::answer));
    }

    private void refuseWhatWaits() {
        List<Append> left = new ArrayList<>();
        waiting.drainTo(left);
        for (Append append : left) {
            pending.remove(append);
            append.refuse(new StoreUnavailable("The event store is closed."));
            append.answer();
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        waiting.add(end);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.close();
    }
}
