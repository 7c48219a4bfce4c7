package dev.parley.bench.push;

import io.netty.buffer.ByteBuf;

/** What to do with a frame that is heard. Called on the threads of the {@link Sockets}. */
@FunctionalInterface
interface Hearing {

    void heard(ByteBuf frame, long nanos);

    /** Counts events by the numbers in their words. */
    static Hearing into(Heard heard) {
        return (frame, nanos) -> {
            if (Ear.says(frame, Ear.EVENT)) {
                heard.delivered(Heard.numberIn(frame), nanos);
            }
        };
    }
}
