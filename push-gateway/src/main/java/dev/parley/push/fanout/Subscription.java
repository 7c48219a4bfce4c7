package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection in the fan-out. It is either live, or it stands somewhere in the retained tail and catches up from there; either
 * way every event reaches it through {@link Seat#sent()}, which is what makes "once and in order" true.
 */
public final class Subscription {

    private final Subscriber subscriber;
    private final Person person;
    private final Map<ConversationId, Seat> seats = new HashMap<>();

    /** Where in the tail it goes on from; null = live. */
    private long @Nullable [] cursor;

    /** Counts catch-ups: the steps of an older one find that they are no longer wanted. */
    private int round;

    private boolean resumed;
    private boolean open = true;

    Subscription(Subscriber subscriber, Person person) {
        this.subscriber = subscriber;
        this.person = person;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    Person person() {
        return person;
    }

    Map<ConversationId, Seat> seats() {
        return seats;
    }

    Seat seat(Stay stay) {
        return seats.computeIfAbsent(stay.conversation(), conversation -> new Seat(this, stay));
    }

    long @Nullable [] cursor() {
        return cursor;
    }

    void cursor(long @Nullable [] from) {
        cursor = from;
    }

    boolean live() {
        return cursor == null;
    }

    int nextRound() {
        return ++round;
    }

    /** Whether the steps of this catch-up are still wanted. */
    boolean wants(int ofRound) {
        return open && round == ofRound;
    }

    /** Whether the client ever said what it has. */
    boolean resumed() {
        return resumed;
    }

    void markResumed() {
        resumed = true;
    }

    boolean open() {
        return open;
    }

    void close() {
        open = false;
    }
}
