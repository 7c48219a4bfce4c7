package dev.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.people.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Of the newest messages, who said them, when, which edition they have and a fingerprint of what they say: what editing and taking back
 * need. 40 bytes each, of at most {@link #MOST} messages and none that is too old for either.
 */
final class MessageWindow {

    static final int MOST = 10_000;

    /** Of a message that keeps its words for ever. */
    static final int NOT_EDITABLE = 0;

    private static final int LONGS = 5;
    private static final int FEWEST = 16;
    private static final int EDITION_BITS = 16;
    private static final int EDITION_MASK = (1 << EDITION_BITS) - 1;

    /** A ring: the message {@code firstSeq + i} stands at {@code (start + i) % capacity}. */
    private long[] ring = new long[FEWEST * LONGS];

    private int start;
    private int count;
    private long firstSeq = 1;

    /** A message of the window. */
    record Entry(UserId sender, Instant at, int edition, Fingerprint says) {}

    MessageWindow() {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MessageWindow(byte[] serialized) {
        ByteBuffer buffer = ByteBuffer.wrap(serialized);
        firstSeq = buffer.getLong();
        count = buffer.remaining() / (LONGS * Long.BYTES);
        ring = new long[Math.max(FEWEST, count) * LONGS];
        buffer.asLongBuffer().get(ring, 0, count * LONGS);
    }

    @JsonValue
    byte[] serialized() {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + count * LONGS * Long.BYTES);
        buffer.putLong(firstSeq);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < LONGS; j++) {
                buffer.putLong(ring[place(i) + j]);
            }
        }
        return buffer.array();
    }

    /** The next message. Those that are older than {@code keep} by now are forgotten. */
    void add(long seq, Entry entry, Duration keep) {
        if (count == 0) {
            firstSeq = seq;
        }
        forget(entry.at().minus(keep));
        if (count == ring.length / LONGS) {
            grow();
        }
        count++;
        set(seq, entry);
    }

    private void forget(Instant before) {
        while (count == MOST || (count > 0 && at(0).isBefore(before))) {
            start = (start + 1) % (ring.length / LONGS);
            firstSeq++;
            count--;
        }
    }

    private void grow() {
        long[] larger = Arrays.copyOf(new long[0], Math.min(MOST, count * 2) * LONGS);
        for (int i = 0; i < count; i++) {
            System.arraycopy(ring, place(i), larger, i * LONGS, LONGS);
        }
        ring = larger;
        start = 0;
    }

    Optional<Entry> find(long seq) {
        if (seq < firstSeq || seq >= firstSeq + count) {
            return Optional.empty();
        }
        int place = place(Math.toIntExact(seq - firstSeq));
        return Optional.of(new Entry(
                new UserId(new UUID(ring[place], ring[place + 1])),
                at(Math.toIntExact(seq - firstSeq)),
                (int) (ring[place + 2] & EDITION_MASK),
                new Fingerprint(ring[place + 3], ring[place + 4])));
    }

    /** It says something else now. */
    void edited(long seq, int edition, UnaryOperator<Fingerprint> step) {
        find(seq)
                .ifPresent(entry -> set(seq, new Entry(entry.sender(), entry.at(), edition, step.apply(entry.says()))));
    }

    private void set(long seq, Entry entry) {
        int place = place(Math.toIntExact(seq - firstSeq));
        ring[place] = entry.sender().value().getMostSignificantBits();
        ring[place + 1] = entry.sender().value().getLeastSignificantBits();
        ring[place + 2] = entry.at().toEpochMilli() << EDITION_BITS | entry.edition();
        ring[place + 3] = entry.says().words();
        ring[place + 4] = entry.says().mentions();
    }

    private Instant at(int index) {
        return Instant.ofEpochMilli(ring[place(index) + 2] >> EDITION_BITS);
    }

    private int place(int index) {
        return (start + index) % (ring.length / LONGS) * LONGS;
    }
}
