package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import dev.parley.api.replay.EventArchive;
import java.time.Instant;
import java.util.Optional;

/**
 * Between which positions a replay reads, both included.
 *
 * @param until the first moment that does not belong to it any more, for one that follows; {@link Instant#MAX} = none
 */
record Range(long first, long last, Instant until) {

    /**
     * @param behind the position of the checkpoint that the query names
     * @throws InvalidInput when the ends are the wrong way round, or lie where nothing has happened yet
     */
    static Range of(ReplayQuery query, EventArchive archive, long behind, Instant now) {
        long head = archive.head();
        long first = query.from()
                .map(from -> first(from, archive, head, behind, now))
                .orElse(1L);
        Optional<Bound> to = query.to();
        Instant until =
                to.isPresent() && to.get() instanceof Bound.Time(Instant time) && query.follow() ? time : Instant.MAX;
        long last = to.map(bound -> last(bound, archive, head, query.follow(), now))
                .orElse(query.follow() ? Long.MAX_VALUE : head);
        if (to.isPresent() && first > last + 1) {
            throw new InvalidInput("to", "The range ends before it begins.");
        }
        if (query.from().isPresent() && to.isPresent()) {
            requireOrder(query.from().get(), to.get());
        }
        return new Range(first, last, until);
    }

    private static long first(Bound from, EventArchive archive, long head, long behind, Instant now) {
        return switch (from) {
            case Bound.Position(long position) -> {
                if (position < 1) {
                    throw new InvalidInput("from", "Positions begin at 1.");
                }
                if (position > head + 1) {
                    throw new InvalidInput(
                            "from",
                            "The newest event has the position " + head + "; there has never been one at " + position
                                    + ".");
                }
                yield position;
            }
            case Bound.Time(Instant time) -> {
                if (time.isAfter(now)) {
                    throw new InvalidInput("from", "A replay begins in the past; it is " + now + " now.");
                }
                yield archive.positionBefore(time) + 1;
            }
            case Bound.Behind checkpoint -> {
                if (behind > head) {
                    throw new InvalidInput(
                            "from",
                            "The checkpoint is at " + behind + ", and the newest event at " + head
                                    + ": it is of another event store.");
                }
                yield behind + 1;
            }
        };
    }

    private static long last(Bound to, EventArchive archive, long head, boolean follow, Instant now) {
        return switch (to) {
            case Bound.Position(long position) -> {
                if (position < 1) {
                    throw new InvalidInput("to", "Positions begin at 1.");
                }
                if (position > head && !follow) {
                    throw new InvalidInput(
                            "to",
                            "The newest event has the position " + head
                                    + "; with follow=true a replay waits for more.");
                }
                yield position;
            }
            case Bound.Time(Instant time) -> {
                if (time.isAfter(now)) {
                    if (!follow) {
                        throw new InvalidInput(
                                "to", "It is only " + now + "; with follow=true a replay waits for what is to come.");
                    }
                    yield Long.MAX_VALUE;
                }
                yield archive.positionBefore(time);
            }
            case Bound.Behind checkpoint ->
                throw new InvalidInput("to", "A replay begins behind a checkpoint, and ends elsewhere.");
        };
    }

    /** Two times may be the wrong way round without an event between them. */
    private static void requireOrder(Bound from, Bound to) {
        boolean wrong = switch (from) {
            case Bound.Position(long first) -> to instanceof Bound.Position(long last) && first > last;
            case Bound.Time(Instant first) -> to instanceof Bound.Time(Instant last) && first.isAfter(last);
            case Bound.Behind checkpoint -> false;
        };
        if (wrong) {
            throw new InvalidInput("to", "The range ends before it begins.");
        }
    }
}
