package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Window;
import dev.parley.push.fanout.Delivery.Cause;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Tail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a connection catches up: events wait in the tail ({@link #resume}), what the views know is planned
 * ({@link #plan}) and sent ({@link #send}), then the tail is read to its end ({@link #advance}), and from there it is live. Between
 * the steps others take their turn; each step of a round that is over does nothing.
 */
public final class Backlog {

    /** How many events one turn sends at most, so that no connection keeps the others waiting. */
    private static final int PER_TURN = 256;

    private final Tail tail;
    private final Delivery delivery;
    private final Limits limits;

    Backlog(Tail tail, Delivery delivery, Limits limits) {
        this.tail = tail;
        this.delivery = delivery;
        this.limits = limits;
    }

    /** How many missing events are sent one by one: of one conversation, and of all in one catch-up. What is beyond is reloaded. */
    public record Limits(int ofOne, int together) {}

    /** A catch-up that has begun: everything from {@code end} on waits in the tail. */
    public record Round(int number, Offsets end, Set<ConversationId> conversations) {}

    /** Versions that the device lacks and the views should have: {@code ranges} are what may be seen of it, in order. */
    public record Missing(ConversationId conversation, List<Range> ranges) {

        /** Both ends included. */
        public record Range(long from, long to) {}

        long last() {
            return ranges.getLast().to();
        }

        long count() {
            return ranges.stream()
                    .mapToLong(range -> range.to() - range.from() + 1)
                    .sum();
        }
    }

    /** One event of the log. */
    public record Logged(ConversationId conversation, long version, Encoded frame) {}

    /** How far a step came. */
    public enum Progress {
        /** Everything is out and the connection is live. */
        LIVE,
        /** The connection has no room, or others should have their turn; go on after a while. */
        MORE,
        /** The tail no longer holds what comes next. */
        TOO_FAR_BEHIND,
        /** The connection is gone, or began to catch up anew. */
        STALE
    }

    /** Begins a catch-up that the client asked for. Live events wait from now on; null when the connection is gone. */
    public @Nullable Round resume(Subscription subscription) {
        if (!subscription.open()) {
            return null;
        }
        subscription.markResumed();
        return hold(subscription);
    }

    /** Those that somebody is or was in. */
    public Set<ConversationId> conversations(Subscription subscription) {
        return Set.copyOf(subscription.person().stays().keySet());
    }

    /**
     * Adds to what a view had of somebody's conversations by this position what the tail has of them from there on; the view knew
     * everything before {@code from}. Nothing is added when the tail does not reach back so far.
     */
    public Map<ConversationId, Long> upTo(
            long position, Subscription subscription, Offsets from, Map<ConversationId, Long> known) {
        Map<ConversationId, Long> newest = new HashMap<>(known);
        if (tail.reaches(from)) {
            tail.read(from.toArray(), event -> {
                long at = event.frame().position();
                if (at > 0 && at <= position && subscription.person().stays().containsKey(event.conversation())) {
                    newest.merge(event.conversation(), event.version(), Math::max);
                }
                return true;
            });
        }
        return newest;
    }

    /** Lets go what waits since the connection opened; null when the client asked for more than that meanwhile, or is gone. */
    public @Nullable Round release(Subscription subscription) {
        return subscription.open() && !subscription.resumed() ? hold(subscription) : null;
    }

    private Round hold(Subscription subscription) {
        long[] end = tail.end().toArray();
        if (subscription.live()) {
            subscription.cursor(end);
        }
        return new Round(
                subscription.nextRound(),
                Offsets.of(end),
                Set.copyOf(subscription.person().stays().keySet()));
    }

    /**
     * Decides what the views have to supply. Everything before {@code from} is in the views, and {@code known} is the newest version
     * of each conversation that they had at least then; the records from {@code from} on come from the tail.
     *
     * @param heads what the device has; null in a later round of the same catch-up, which goes on from what was sent
     * @return what is missing; empty when the tail does not reach back to {@code from}, or the round is over
     */
    public Optional<List<Missing>> plan(
            Subscription subscription,
            Round round,
            Offsets from,
            Map<ConversationId, Long> known,
            @Nullable Map<ConversationId, Long> heads) {
        if (!subscription.wants(round.number()) || !tail.reaches(from)) {
            return Optional.empty();
        }
        subscription.cursor(from.toArray());
        if (heads != null) {
            takeHeads(subscription, heads);
            refuseHeadsAheadOfTheTruth(subscription, from, known);
        }
        List<Missing> missing = new ArrayList<>();
        for (Stay stay : subscription.person().stays().values()) {
            Seat seat = subscription.seat(stay);
            if (seat.sent() == Seat.UNKNOWN) {
                seat.sent(Seat.NOTHING);
            }
            List<Missing.Range> ranges =
                    visible(stay, seat.sent() + 1, known.getOrDefault(stay.conversation(), Seat.NOTHING));
            if (!ranges.isEmpty()) {
                missing.add(new Missing(stay.conversation(), ranges));
            }
        }
        return Optional.of(withinLimits(subscription, known, missing));
    }

    /** Those that lack least come first, so that as few as possible have to be reloaded. */
    private List<Missing> withinLimits(
            Subscription subscription, Map<ConversationId, Long> known, List<Missing> missing) {
        List<Missing> within = new ArrayList<>();
        long together = 0;
        for (Missing each : missing.stream()
                .sorted(Comparator.comparingLong(Missing::count))
                .toList()) {
            together += each.count();
            Stay stay = subscription.person().stays().get(each.conversation());
            if (each.count() <= limits.ofOne() && together <= limits.together()) {
                within.add(each);
            } else if (stay != null) {
                long newest = known.getOrDefault(each.conversation(), Seat.NOTHING);
                delivery.reset(subscription.seat(stay), stay.lastUpTo(newest), Cause.FAR_BEHIND);
            }
        }
        return within;
    }

    /**
     * Sends events of the log while the connection has room for them.
     *
     * @return the index of the first event that was not sent; -1 when the round is over
     */
    public int send(Subscription subscription, Round round, List<Logged> events, int first) {
        if (!subscription.wants(round.number())) {
            return -1;
        }
        int last = Math.min(events.size(), first + PER_TURN);
        int index = first;
        while (index < last && subscription.subscriber().hasRoom()) {
            Logged event = events.get(index++);
            Stay stay = subscription.person().stays().get(event.conversation());
            if (stay != null) {
                delivery.event(subscription.seat(stay), event.version(), event.frame());
            }
        }
        return index;
    }

    /** Sends what waits in the tail while the connection has room for it. At the end of the tail the connection is live. */
    public Progress advance(Subscription subscription, Round round) {
        if (!subscription.wants(round.number())) {
            return Progress.STALE;
        }
        long[] cursor = subscription.cursor();
        if (cursor == null) {
            return Progress.LIVE;
        }
        if (!tail.reaches(cursor)) {
            return Progress.TOO_FAR_BEHIND;
        }
        int[] left = {PER_TURN};
        boolean atEnd = tail.read(cursor, event -> {
            Stay stay = subscription.person().stays().get(event.conversation());
            if (stay == null) {
                return true;
            }
            if (left[0]-- == 0 || !subscription.subscriber().hasRoom()) {
                return false;
            }
            delivery.event(subscription.seat(stay), event.version(), event.frame());
            return true;
        });
        if (!atEnd) {
            return Progress.MORE;
        }
        subscription.cursor(null);
        return Progress.LIVE;
    }

    /** Live at once, for a connection that never said what it has: it finds a gap by the heads. */
    public void skip(Subscription subscription, Round round) {
        if (subscription.wants(round.number())) {
            subscription.cursor(null);
        }
    }

    /** Tells a connection that it has everything. What neither log nor tail had, though the views knew of it, it must reload. */
    public void caughtUp(Subscription subscription, List<Missing> planned, @Nullable String id) {
        for (Missing missing : planned) {
            Stay stay = subscription.person().stays().get(missing.conversation());
            if (stay != null && subscription.seat(stay).sent() < missing.last()) {
                delivery.reset(subscription.seat(stay), missing.last(), Cause.GAP);
            }
        }
        delivery.send(subscription, new ServerFrame.CaughtUp(id));
        heads(subscription);
    }

    /**
     * For a connection that never said what it has: the newest versions of these conversations, for its digest. {@code known} is what
     * a view had of them when it had applied everything before {@code from}; the tail has the rest, or nothing happens.
     */
    public void baseline(
            Subscription subscription,
            Set<ConversationId> conversations,
            Offsets from,
            Map<ConversationId, Long> known) {
        if (!tail.reaches(from)) {
            return;
        }
        newest(conversations, from, known).forEach((conversation, version) -> {
            Stay stay = subscription.person().stays().get(conversation);
            if (stay != null) {
                subscription.seat(stay).baseline(version);
            }
        });
    }

    /**
     * Sends the digest of what a live connection should have by now, behind every event that it covers.
     *
     * @return the conversations whose newest version is not known, in which case nothing is sent
     */
    public Set<ConversationId> heads(Subscription subscription) {
        if (!subscription.open() || !subscription.live()) {
            return Set.of();
        }
        Set<ConversationId> unknown = new HashSet<>();
        HeadsDigest digest = new HeadsDigest();
        for (Stay stay : subscription.person().stays().values()) {
            if (stay.current()) {
                long head = subscription.seat(stay).head();
                if (head < 0) {
                    unknown.add(stay.conversation());
                } else {
                    digest.add(stay.conversation(), head);
                }
            }
        }
        if (unknown.isEmpty()) {
            delivery.send(subscription, digest.frame());
        }
        return unknown;
    }

    private static void takeHeads(Subscription subscription, Map<ConversationId, Long> heads) {
        for (Stay stay : subscription.person().stays().values()) {
            subscription.seat(stay).sent(heads.getOrDefault(stay.conversation(), Seat.NOTHING));
        }
    }

    private void refuseHeadsAheadOfTheTruth(Subscription subscription, Offsets from, Map<ConversationId, Long> known) {
        Set<ConversationId> ahead = new HashSet<>();
        for (Stay stay : subscription.person().stays().values()) {
            if (subscription.seat(stay).sent() > known.getOrDefault(stay.conversation(), Seat.NOTHING)) {
                ahead.add(stay.conversation());
            }
        }
        newest(ahead, from, known).forEach((conversation, version) -> {
            Stay stay = subscription.person().stays().get(conversation);
            if (stay != null && subscription.seat(stay).sent() > version) {
                delivery.reset(subscription.seat(stay), Math.max(0, stay.lastUpTo(version)), Cause.AHEAD);
            }
        });
    }

    /** The newest versions of now: those of a view, and what the tail has from the view's offsets on. */
    private Map<ConversationId, Long> newest(
            Set<ConversationId> conversations, Offsets from, Map<ConversationId, Long> known) {
        Map<ConversationId, Long> newest = new HashMap<>();
        if (conversations.isEmpty()) {
            return newest;
        }
        conversations.forEach(conversation -> newest.put(conversation, known.getOrDefault(conversation, Seat.NOTHING)));
        tail.read(from.toArray(), event -> {
            newest.computeIfPresent(event.conversation(), (c, version) -> Math.max(version, event.version()));
            return true;
        });
        return newest;
    }

    private static List<Missing.Range> visible(Stay stay, long from, long to) {
        List<Missing.Range> ranges = new ArrayList<>();
        for (Window window : stay.membership().windows()) {
            Long end = window.toVersion();
            long first = Math.max(from, window.fromVersion());
            long last = end == null ? to : Math.min(to, end);
            if (first <= last) {
                ranges.add(new Missing.Range(first, last));
            }
        }
        return ranges;
    }
}
