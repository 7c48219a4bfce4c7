package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Who has heard what, and when. Messages are numbered, and carry their number in their words. */
final class Heard {

    private static final int MOST = 1 << 20;
    private static final byte MARK = '@';

    /** Every event, also of messages that are none of ours. */
    private final LongAdder deliveries = new LongAdder();

    private final AtomicIntegerArray counts = new AtomicIntegerArray(MOST);
    private final AtomicLongArray last = new AtomicLongArray(MOST);
    private final AtomicLongArray acknowledged = new AtomicLongArray(MOST);

    /** What a message with this number says; about as long as people's messages are. */
    static String words(int number) {
        return "@" + number + "@ and some more words, as people say them to each other all day long";
    }

    /** The number in a frame's bytes; −1 = none. */
    static int numberIn(ByteBuf frame) {
        int mark = frame.indexOf(frame.readerIndex(), frame.writerIndex(), MARK);
        if (mark < 0) {
            return -1;
        }
        int number = 0;
        for (int i = mark + 1; i < frame.writerIndex(); i++) {
            byte digit = frame.getByte(i);
            if (digit < '0' || digit > '9') {
                return digit == MARK ? number : -1;
            }
            number = number * 10 + digit - '0';
        }
        return -1;
    }

    void delivered(int number, long nanos) {
        deliveries.increment();
        if (number >= 0 && number < MOST) {
            counts.incrementAndGet(number);
            last.accumulateAndGet(number, nanos, Math::max);
        }
    }

    void acknowledged(int number, long nanos) {
        acknowledged.set(number, nanos);
    }

    long deliveries() {
        return deliveries.sum();
    }

    int count(int number) {
        return counts.get(number);
    }

    /** From the ack to the last of those who heard it; an ack may come late, and then it is 0. */
    Latency.Summary lastOf(String what, List<Integer> numbers) {
        Latency latency = new Latency(what);
        for (int number : numbers) {
            latency.record(last.get(number) - acknowledged.get(number));
        }
        return latency.summary();
    }
}
