package dev.parley.projection.runtime;

import java.util.List;

/**
 * Builds one view: says what it reads and what every event changes. It does no I/O, keeps no state and reads no other view, so that the
 * same events in any number of deliveries leave the same view.
 */
public interface Projector<K, V> {

    /** One of {@link dev.parley.api.projection.Projectors}. */
    String name();

    List<Source<K, V>> sources();
}
