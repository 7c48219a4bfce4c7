package dev.parley.projection.runtime;

import java.time.Duration;
import java.util.List;

/**
 * Builds one view: says what it reads and what every event changes. It does no I/O, keeps no state and reads no other view, so that the
 * same events in any number of deliveries leave the same view.
 */
public interface Projector<K, V> {

    /** One of {@link dev.parley.api.projection.Projectors}. */
    String name();

    List<Source<K, V>> sources();

    /**
     * How far apart its rounds are while events trickle in. The first event after a silence is taken at once; those that follow it closely
     * share rounds, for one round costs about as much as a hundred events in it, and every projector reads every event.
     */
    default Duration pace() {
        return Duration.ofMillis(50);
    }
}
