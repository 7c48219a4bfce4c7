package dev.parley.push.fanout;

import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The one door through which events reach connections: each once, in order, only what may be seen, and no gap unnoticed. */
public final class Delivery {

    /** Why a conversation cannot be streamed on. */
    enum Cause {
        /** More is missing than is sensible to stream. */
        FAR_BEHIND,
        /** The device claims a version that never was: the server was restored from a backup, or the client is wrong. */
        AHEAD,
        /** A version is missing where there should be one. Ought to be impossible; counted so that somebody sees it. */
        GAP
    }

    private final FrameCodec frames;
    private final Counter deliveries;
    private final Map<Cause, Counter> resets = new EnumMap<>(Cause.class);

    public Delivery(FrameCodec frames, MeterRegistry meters) {
        this.frames = frames;
        this.deliveries = Counter.builder("parley.push.deliveries")
                .description("Events queued to connections")
                .register(meters);
        for (Cause cause : Cause.values()) {
            resets.put(
                    cause,
                    Counter.builder("parley.push.resets")
                            .description("Conversations that a client had to reload")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void event(Seat seat, long version, Encoded frame) {
        if (isNext(seat, version)) {
            seat.subscription().subscriber().offer(frame);
        }
    }

    /** The same for one of very many. */
    void eventTogether(Seat seat, long version, Encoded frame) {
        if (isNext(seat, version)) {
            seat.subscription().subscriber().offerTogether(frame);
        }
    }

    private boolean isNext(Seat seat, long version) {
        if (version <= seat.sent() || !seat.stay().covers(version)) {
            return false;
        }
        if (seat.misses(version)) {
            reset(seat, version, Cause.GAP);
            return false;
        }
        seat.sent(version);
        deliveries.increment();
        return true;
    }

    /** Tells the client to reload; from the version behind this one on events flow again. */
    void reset(Seat seat, long version, Cause cause) {
        seat.sent(version);
        send(seat.subscription(), new ServerFrame.Reset(seat.stay().conversation(), version));
        Counter counter = resets.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    void send(Subscription subscription, ServerFrame frame) {
        subscription.subscriber().offer(frames.encode(frame));
    }
}
