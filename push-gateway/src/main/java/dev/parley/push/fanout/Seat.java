package dev.parley.push.fanout;

/** What one connection was sent of one conversation. */
final class Seat {

    /** A device that has nothing of the conversation: version 0 comes next. */
    static final long NOTHING = -1;

    /** A device that never said what it has. */
    static final long UNKNOWN = -2;

    private final Subscription subscription;
    private final Stay stay;

    private long sent = UNKNOWN;
    private long baseline = UNKNOWN;

    Seat(Subscription subscription, Stay stay) {
        this.subscription = subscription;
        this.stay = stay;
    }

    Subscription subscription() {
        return subscription;
    }

    Stay stay() {
        return stay;
    }

    /** The newest version that went out, or that the device said it has. Nothing at or below it goes out. */
    long sent() {
        return sent;
    }

    void sent(long version) {
        sent = version;
    }

    /** The head as a view told it to a connection that never said what it has; only the digest uses it. */
    void baseline(long version) {
        baseline = version;
    }

    /** The newest version that this connection should know of; below 0 while we cannot say. */
    long head() {
        return Math.max(sent, baseline);
    }

    /** Whether something that they may see lies between what was sent and this version. */
    boolean misses(long version) {
        return sent != UNKNOWN && version != sent + 1 && stay.nextAfter(sent) < version;
    }
}
