package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import dev.parley.api.replay.EventArchive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Goes through a range of the archive, a piece at a time, and keeps no more than a piece in memory. For one thread at a time; blocks. It
 * can be broken off and begun again behind any event: what an event says, and where it stands, never changes.
 */
public final class Reading implements AutoCloseable {

    /** Large enough that sending costs little, small enough that a few of them on their way cost no memory. */
    private static final int PIECE = 96 << 10;

    private static final int PAGE = 256;

    /** So that a search for something rare gives way to others, too. */
    private static final int PAGES_AT_A_TIME = 32;

    private final EventArchive archive;
    private final ReplayQuery query;
    private final Range range;
    private final Disclosure disclosure;
    private final Encoding encoding;
    private final Clock clock;

    /** The one aggregate that is read, where the store can look it up. */
    private final boolean oneAggregate;

    private long reached;
    private long nextVersion;
    private volatile boolean idle;
    private volatile boolean finished;

    /**
     * @param behind the position of the checkpoint that the query names, 0 = none
     * @throws dev.parley.api.InvalidInput when the range is not one
     */
    public Reading(
            EventArchive archive,
            ReplayQuery query,
            long behind,
            Disclosure disclosure,
            Encoding encoding,
            Clock clock) {
        this.archive = archive;
        this.query = query;
        this.range = Range.of(query, archive, behind, clock.instant());
        this.disclosure = disclosure;
        this.encoding = encoding;
        this.clock = clock;
        this.oneAggregate = disclosure.showsIds() && query.conversation().isPresent();
        this.reached = range.first() - 1;
    }

    /** The next bytes; empty when nothing that was asked for was found so far. */
    public synchronized byte[] next() {
        idle = false;
        int pages = 0;
        while (encoding.waiting() < PIECE && pages++ < PAGES_AT_A_TIME && !finished && !idle) {
            readPage();
        }
        return finished ? encoding.end() : encoding.take();
    }

    private void readPage() {
        List<ArchivedEvent> page = oneAggregate
                ? archive.of(query.conversation().orElseThrow().toString(), nextVersion)
                : archive.after(reached, (int) Math.min(PAGE, range.last() - reached));
        if (page.isEmpty()) {
            idle = true;
            finished = !query.follow() || reached >= range.last() || isOver(clock.instant());
            return;
        }
        for (ArchivedEvent event : page) {
            if (event.position() > range.last() || isOver(Instant.ofEpochMilli(event.storedAt()))) {
                finished = true;
                return;
            }
            nextVersion = event.version() + 1;
            if (event.position() > reached) {
                reached = event.position();
                addIfAskedFor(event);
            }
        }
    }

    /** What was stored at a moment may still be on its way for a little while after it. */
    private boolean isOver(Instant time) {
        return !time.isBefore(range.until());
    }

    private void addIfAskedFor(ArchivedEvent event) {
        if (!query.types().isEmpty() && !query.types().contains(event.type())) {
            return;
        }
        UUID conversation = query.conversation().orElse(null);
        if (conversation != null && !disclosure.aggregate(event).equals(conversation.toString())) {
            return;
        }
        UUID person = query.person().orElse(null);
        if (person == null || disclosure.names(person, event)) {
            encoding.add(disclosure.show(event));
        }
    }

    /** Whether there was no more the last time; more may have come since. */
    boolean idle() {
        return idle;
    }

    /** Whether that was all. */
    public boolean finished() {
        return finished;
    }

    synchronized byte[] signOfLife() {
        return encoding.signOfLife(reached);
    }

    /** How long to leave the store alone when there was nothing new. */
    static Duration lookAgainAfter() {
        return Duration.ofMillis(25);
    }

    @Override
    public synchronized void close() {
        encoding.close();
    }
}
