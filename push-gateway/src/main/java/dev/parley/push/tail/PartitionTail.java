package dev.parley.push.tail;

import dev.parley.push.frame.Encoded;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The newest records of one partition in a ring that grows up to its bounds and then forgets the oldest. */
final class PartitionTail {

    private static final int FIRST_CAPACITY = 64;

    private final int maxRecords;
    private final long maxBytes;

    private @Nullable Published[] ring = new @Nullable Published[FIRST_CAPACITY];
    private int first;
    private int size;
    private long bytes;
    private long start;
    private long end;

    PartitionTail(int maxRecords, long maxBytes, long start) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.start = start;
        this.end = start;
    }

    /** From this offset on nothing is missing. */
    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** A message that is taken back leaves no words here, for whoever reads this later. */
    void forgetWords(Published takenBack, UnaryOperator<Encoded> withoutWords) {
        for (int index = 0; index < size; index++) {
            Published event = get(index);
            if (event.losesWordsBy(takenBack)) {
                Published silent = event.with(withoutWords.apply(event.frame()));
                ring[(first + index) % ring.length] = silent;
                bytes += silent.frame().size() - event.frame().size();
            }
        }
    }

    void append(Published event) {
        if (size == ring.length) {
            grow();
        }
        ring[(first + size) % ring.length] = event;
        size++;
        bytes += event.frame().size();
        end = event.offset() + 1;
        while (size > maxRecords || bytes > maxBytes) {
            forgetOldest();
        }
    }

    /** Offsets may be passed without a record: a transaction's markers are not delivered. */
    void advance(long to) {
        end = Math.max(end, to);
    }

    /**
     * Shows the records from {@code offset} on until {@code wants} says false, which leaves the record it said it to for the next time.
     *
     * @return the offset to go on from
     */
    long read(long offset, Predicate<Published> wants) {
        for (int index = indexOf(offset); index < size; index++) {
            Published event = get(index);
            if (!wants.test(event)) {
                return event.offset();
            }
        }
        return Math.max(offset, end);
    }

    /** The index of the first record at or after the offset. */
    private int indexOf(long offset) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Published get(int index) {
        Published event = ring[(first + index) % ring.length];
        if (event == null) {
            throw new IllegalStateException("No record at " + index + " of " + size);
        }
        return event;
    }

    private void forgetOldest() {
        Published oldest = get(0);
        ring[first] = null;
        first = (first + 1) % ring.length;
        size--;
        bytes -= oldest.frame().size();
        start = oldest.offset() + 1;
    }

    private void grow() {
        @Nullable Published[] larger = new @Nullable Published[ring.length * 2];
        for (int index = 0; index < size; index++) {
            larger[index] = ring[(first + index) % ring.length];
        }
        ring = larger;
        first = 0;
    }
}
