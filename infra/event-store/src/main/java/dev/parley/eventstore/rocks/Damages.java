package dev.parley.eventstore.rocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a verification has found so far: all are counted, the first of them named. */
final class Damages {

    private static final int MOST_NAMED = 100;

    private final List<Damage> named = new ArrayList<>();
    private long count;

    void found(String place, String what) {
        count++;
        if (named.size() < MOST_NAMED) {
            named.add(new Damage(place, what));
        }
    }

    void found(String place, Exception because) {
        found(place, firstLine(because));
    }

    static String firstLine(Exception e) {
        String story = Objects.requireNonNullElse(e.getMessage(), e.toString());
        return story.lines().findFirst().orElse(story);
    }

    /** Whether one more would not be named. */
    boolean enough() {
        return named.size() >= MOST_NAMED;
    }

    long count() {
        return count;
    }

    List<Damage> named() {
        return named;
    }
}
