package dev.parley.projection.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is measured of one projector: of the generation that is read, not of those beside it. */
final class ProjectorMeters {

    private final String projector;
    private final Counter applied;
    private final Counter poisoned;
    private final Counter parked;

    private volatile @Nullable Tracker live;

    ProjectorMeters(String projector, MeterRegistry meters) {
        this.projector = projector;
        this.applied = Counter.builder("parley.projection.applied")
                .description("Events that went into the view")
                .tag("projector", projector)
                .register(meters);
        this.poisoned = deadLetters(meters, DeadLetter.Kind.POISON);
        this.parked = deadLetters(meters, DeadLetter.Kind.PARKED);
        gauge(
                meters,
                "parley.projection.lag.events",
                "Offsets between the view and the end of its topics",
                Tracker::lagEvents);
        gauge(
                meters,
                "parley.projection.lag.ms",
                "Age of the oldest event that is not in the view yet",
                Tracker::lagMillis);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Tracker> told) {
        Gauge.builder(name, () -> {
                    Tracker now = live;
                    return now == null ? 0 : told.applyAsDouble(now);
                })
                .description(description)
                .tag("projector", projector)
                .register(meters);
    }

    private Counter deadLetters(MeterRegistry meters, DeadLetter.Kind kind) {
        return Counter.builder("parley.projection.dead.letters")
                .description("Events that could not be applied, or wait behind one")
                .tag("projector", projector)
                .tag("kind", kind.name())
                .register(meters);
    }

    /** From now on this one is what is measured. */
    void follow(Tracker tracker) {
        live = tracker;
    }

    void applied(Tracker by, int events, List<DeadLetter> dead) {
        if (by == live) {
            applied.increment(events);
            dead.forEach(letter -> (letter.kind() == DeadLetter.Kind.POISON ? poisoned : parked).increment());
        }
    }
}
