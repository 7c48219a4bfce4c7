package dev.parley.eventstore.rocks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Whether the index by aggregate is whole, and says of every event what the event itself says. */
final class IndexCheck {

    private static final int SEQUENCE_AND_ZERO = Long.BYTES + 1;

    private final RocksFiles open;
    private final long head;
    private final IndexBalance balance;
    private final Damages damages;

    IndexCheck(RocksFiles open, long head, IndexBalance balance, Damages damages) {
        this.open = open;
        this.head = head;
        this.balance = balance;
        this.damages = damages;
    }

    /** Every aggregate's numbers without holes, every entry at a position of the store. */
    void checkEntries(FamilyScan scan) {
        byte[][] before = {new byte[0]};
        scan.each(Verification.Stage.INDEX, Family.AGGREGATES, (key, value) -> {
            if (key.length < SEQUENCE_AND_ZERO) {
                damages.found(entry(key), "is of no aggregate");
                return;
            }
            long expected = Family.sameAggregate(key, before[0]) ? Family.sequence(before[0]) + 1 : 0;
            before[0] = key;
            if (Family.sequence(key) != expected) {
                damages.found(
                        entry(key),
                        "the one before it should be " + (Family.sequence(key) - 1) + ", and there is none");
            }
            long position = position(value);
            if (position == 0) {
                damages.found(entry(key), "stands at no position of the store");
            } else {
                balance.indexed(key, position);
            }
        });
    }

    /**
     * Looking every event up in the index costs a random read each. Where the balance says that the two agree there is no need; where
     * they do not, they are compared in both directions.
     */
    void compareWhatDoesNotAgree() throws RocksDBException {
        if (balance.agrees()) {
            return;
        }
        for (long position = balance.firstOdd(1);
                position != 0 && !damages.enough();
                position = balance.firstOdd(position + 1)) {
            StoredEvent event = readable(position);
            if (event != null) {
                checkIndexed(position, Family.ofAggregate(Family.text(event.aggregate()), event.sequence()));
            }
        }
        try (ReadOptions options = FamilyScan.options();
                RocksIterator entries = open.database().newIterator(open.family(Family.AGGREGATES), options)) {
            for (entries.seekToFirst(); entries.isValid() && !damages.enough(); entries.next()) {
                long position = position(entries.value());
                if (position != 0 && balance.isOdd(position)) {
                    checkPointsAtItsEvent(entries.key(), position);
                }
            }
        }
    }

    /** Null = it was named as damaged before. */
    private @Nullable StoredEvent readable(long position) {
        try {
            byte[] encoded = open.database().get(open.family(Family.EVENTS), Family.number(position));
            return encoded == null ? null : StoredEvent.decoded(encoded, "position " + position);
        } catch (RocksDBException | RuntimeException e) {
            return null;
        }
    }

    private void checkIndexed(long position, byte[] key) {
        String place = "position " + position;
        try {
            byte[] indexed = open.database().get(open.family(Family.AGGREGATES), key);
            if (indexed == null) {
                damages.found(place, "is " + entry(key) + ", which the index does not know");
            } else if (position(indexed) != position) {
                damages.found(place, "is " + entry(key) + ", which the index has at position " + position(indexed));
            }
        } catch (RocksDBException e) {
            damages.found(place, "is " + entry(key) + ", whose index cannot be read: " + Damages.firstLine(e));
        }
    }

    private void checkPointsAtItsEvent(byte[] key, long position) {
        StoredEvent event = readable(position);
        if (event != null
                && !Arrays.equals(key, Family.ofAggregate(Family.text(event.aggregate()), event.sequence()))) {
            damages.found(
                    entry(key),
                    "stands at position " + position + ", which is event " + event.sequence() + " of aggregate "
                            + event.aggregate());
        }
    }

    private long position(byte[] value) {
        return positionIn(value, head);
    }

    /** 0 = none of a store that ends there. */
    static long positionIn(byte[] value, long head) {
        long position = value.length == Long.BYTES ? Family.number(value) : 0;
        return position >= 1 && position <= head ? position : 0;
    }

    static String entry(byte[] key) {
        if (key.length < SEQUENCE_AND_ZERO) {
            return "an entry of " + key.length + " bytes";
        }
        return "event " + Family.sequence(key) + " of aggregate "
                + new String(key, 0, key.length - SEQUENCE_AND_ZERO, StandardCharsets.UTF_8);
    }
}
