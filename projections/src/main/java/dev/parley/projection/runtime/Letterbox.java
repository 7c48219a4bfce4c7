package dev.parley.projection.runtime;

import java.util.List;

/** Where a projector puts what it cannot apply. */
@FunctionalInterface
interface Letterbox {

    /** Returns when they are durable, or throws. */
    void publish(String projector, List<DeadLetter> letters);
}
