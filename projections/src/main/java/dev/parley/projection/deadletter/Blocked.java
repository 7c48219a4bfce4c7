package dev.parley.projection.deadletter;

import java.util.List;

/**
 * One key that a projector cannot go on with: the event that it fails on, and those parked behind it, in their order. A fact without an
 * order stands alone.
 */
record Blocked(List<Letter> letters) {

    Blocked {
        letters = List.copyOf(letters);
    }

    Letter first() {
        return letters.getFirst();
    }

    int parked() {
        return letters.size() - 1;
    }
}
