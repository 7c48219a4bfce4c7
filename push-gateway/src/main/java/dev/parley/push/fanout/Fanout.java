package dev.parley.push.fanout;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Published;
import dev.parley.push.tail.Tail;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this gateway, what their people may see, and the events on their way to them. Plain data and rules: it belongs
 * to one thread ({@link FanoutLoop}) and knows neither Kafka nor Mongo.
 */
public final class Fanout {

    /** As many as one may be signed in on; whoever comes with more has not been told yet which of them has ended. */
    static final int MAX_DEVICES = 5;

    private static final int LARGE = 100;

    private final Tail tail;
    private final Roster roster = new Roster();
    private final Delivery delivery;
    private final Backlog backlog;
    private final int large;
    private final List<Waiter> waiters = new ArrayList<>();

    public Fanout(Tail tail, Delivery delivery, Backlog.Limits limits) {
        this(tail, delivery, limits, LARGE);
    }

    /** @param large rooms with more seats than this are */
    public Fanout(Tail tail, Delivery delivery, Backlog.Limits limits, int large) {
        this.tail = tail;
        this.delivery = delivery;
        this.backlog = new Backlog(tail, delivery, limits);
        this.large = large;
    }

    /** Whoever waits for the dispatched records to have come this far. */
    record Waiter(Offsets until, Runnable then) {}

    public Backlog backlog() {
        return backlog;
    }

    /**
     * Begins at these offsets, at first and whenever records may have been lost. Connections of before could miss something, so
     * they are sent away to come back and resume.
     */
    public void begin(Offsets at) {
        tail.begin(at);
        List<Subscription> all = new ArrayList<>();
        roster.persons().forEach(person -> all.addAll(person.subscriptions()));
        for (Subscription subscription : all) {
            subscription.subscriber().close(CloseCode.RESTARTING);
            detach(subscription);
        }
    }

    /**
     * The next records of the topic, in order within each partition, and where the reader stands behind them. Those of large rooms are
     * delivered behind the others, so that two who chat do not wait for thousands. Who may see an event is decided by its version, so
     * it does not matter that later events have moved people by then.
     */
    public void accept(List<Published> batch, Offsets end) {
        Map<ConversationId, List<Published>> forMany = new LinkedHashMap<>();
        for (Published event : batch) {
            tail.append(event);
            roster.apply(event);
            Room room = roster.room(event.conversation());
            List<Published> before = forMany.get(event.conversation());
            if (before != null) {
                before.add(event);
            } else if (room != null && room.seats().size() > large) {
                forMany.put(event.conversation(), new ArrayList<>(List.of(event)));
            } else if (room != null) {
                deliver(List.of(event), room, !forMany.isEmpty(), delivery::event);
            }
        }
        for (Iterator<List<Published>> rooms = forMany.values().iterator(); rooms.hasNext(); ) {
            List<Published> events = rooms.next();
            Room room = roster.room(events.getFirst().conversation());
            if (room != null) {
                deliver(events, room, rooms.hasNext(), delivery::eventTogether);
            }
        }
        tail.advance(end);
        wakeWaiters();
    }

    /** Behind the last record that was dispatched; empty until the topic could be reached. */
    public Optional<Offsets> end() {
        return tail.begun() ? Optional.of(tail.end()) : Optional.empty();
    }

    void await(Waiter waiter) {
        waiters.add(waiter);
        wakeWaiters();
    }

    void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Takes a connection of somebody who is connected already, so that nothing needs to be loaded; null when they are not. */
    public @Nullable Subscription attach(Subscriber subscriber) {
        Person person = roster.person(subscriber.user());
        return person == null ? null : attach(subscriber, person);
    }

    /**
     * Takes a connection, with the person's memberships as a view had them when it had applied everything before {@code applied}.
     * What happened since comes from the tail; null when that does not reach back so far.
     */
    public @Nullable Subscription attach(
            Subscriber subscriber, Offsets applied, Map<ConversationId, Membership> memberships) {
        Person known = roster.person(subscriber.user());
        if (known != null) {
            return attach(subscriber, known);
        }
        if (!tail.reaches(applied)) {
            return null;
        }
        Person person = roster.add(subscriber.user(), memberships);
        tail.read(applied.toArray(), event -> {
            roster.apply(event, person);
            return true;
        });
        return attach(subscriber, person);
    }

    private Subscription attach(Subscriber subscriber, Person person) {
        long others = person.subscriptions().stream()
                .filter(older -> !older.subscriber().device().equals(subscriber.device()))
                .count();
        if (others >= MAX_DEVICES) {
            throw new CommandRefused(
                    Reason.TOO_MANY_DEVICES,
                    "Nobody is connected with more than " + MAX_DEVICES + " devices at a time.");
        }
        Subscription subscription = new Subscription(subscriber, person);
        subscription.cursor(tail.end().toArray());
        List<Subscription> replaced = person.subscriptions().stream()
                .filter(older -> older.subscriber().device().equals(subscriber.device()))
                .toList();
        // Seated before the older one goes: a person without connections would be forgotten.
        roster.seat(subscription);
        subscriber.opened(subscription);
        for (Subscription older : replaced) {
            older.subscriber().close(CloseCode.REPLACED);
            detach(older);
        }
        return subscription;
    }

    public void detach(Subscription subscription) {
        if (subscription.open()) {
            subscription.close();
            roster.unseat(subscription);
        }
    }

    /** A connected person's place in a conversation, and the newest seq that came by; null when they are not connected here. */
    public @Nullable Standing standing(UserId user, ConversationId conversation) {
        Person person = roster.person(user);
        if (person == null) {
            return null;
        }
        Stay stay = person.stays().get(conversation);
        Room room = roster.room(conversation);
        return new Standing(stay == null ? null : stay.membership(), room == null ? 0 : room.headSeq());
    }

    /** See {@link #standing}. {@code membership} is null for somebody who never was in it. */
    public record Standing(@Nullable Membership membership, long headSeq) {}

    /** The connections of one person. */
    public List<Subscriber> devices(UserId user) {
        Person person = roster.person(user);
        return person == null
                ? List.of()
                : person.subscriptions().stream().map(Subscription::subscriber).toList();
    }

    /** The connections of a conversation's members of now. */
    public List<Subscriber> present(ConversationId conversation) {
        Room room = roster.room(conversation);
        return room == null
                ? List.of()
                : room.seats().stream()
                        .filter(seat -> seat.stay().current())
                        .map(seat -> seat.subscription().subscriber())
                        .toList();
    }

    @FunctionalInterface
    private interface Hand {
        void over(Seat seat, long version, Encoded frame);
    }

    /**
     * Seat by seat: one after the other is looked up in memory, thousands of times, and each is told all of it then.
     *
     * @param overtaken whether earlier records are still to be delivered, so that nobody may resume behind these
     */
    private void deliver(List<Published> events, Room room, boolean overtaken, Hand hand) {
        List<Encoded> frames = new ArrayList<>(events.size());
        for (Published event : events) {
            room.message(event.seq());
            frames.add(overtaken ? event.frame().withoutPosition() : event.frame());
        }
        for (Iterator<Seat> seats = room.seats().iterator(); seats.hasNext(); ) {
            Seat seat = seats.next();
            for (int i = 0; i < events.size(); i++) {
                long version = events.get(i).version();
                if (seat.subscription().live()) {
                    hand.over(seat, version, frames.get(i));
                }
                if (seat.stay().overAfter(version)) {
                    seats.remove();
                    break;
                }
            }
        }
        roster.removeIfEmpty(events.getFirst().conversation(), room);
    }

    private void wakeWaiters() {
        if (waiters.isEmpty() || !tail.begun()) {
            return;
        }
        Offsets end = tail.end();
        for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            if (end.reached(waiter.until())) {
                all.remove();
                waiter.then().run();
            }
        }
    }
}
