package dev.parley.push.fanout;

import java.util.LinkedHashSet;
import java.util.Set;

/** A conversation with at least one member, or recent member, connected here. */
final class Room {

    private final Set<Seat> seats = new LinkedHashSet<>();
    private long headSeq;

    Set<Seat> seats() {
        return seats;
    }

    /** The newest message's seq, as far as it came by while the room was here; 0 = none did. */
    long headSeq() {
        return headSeq;
    }

    void message(long seq) {
        headSeq = Math.max(headSeq, seq);
    }
}
