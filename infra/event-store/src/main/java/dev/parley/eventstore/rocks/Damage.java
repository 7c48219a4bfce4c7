package dev.parley.eventstore.rocks;

/**
 * Something in a store that is not as it was written.
 *
 * @param place a position, an aggregate, a file
 */
public record Damage(String place, String what) {

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
