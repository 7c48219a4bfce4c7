package dev.parley.api.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Map;

/**
 * Which generation of every projector's views is the one to read: a small document that readers look at again at least every {@link #LEASE}.
 * A view that is rebuilt grows beside the live one under names of its own, and becomes the live one when this document says so.
 *
 * @param live by projector; one that is not named is in its first generation
 */
public record Generations(@JsonProperty("_id") String key, Map<String, Integer> live) {

    /** The {@code _id} of the only document of {@link Views#GENERATIONS}. */
    public static final String KEY = "live";

    /** What a new view store has. */
    public static final Generations FIRST = new Generations(KEY, Map.of());

    /** For how long a reader may go by what it has read here. Whoever switches keeps both generations good for longer than that. */
    public static final Duration LEASE = Duration.ofMillis(250);

    public Generations {
        live = Map.copyOf(live);
    }

    public int of(String projector) {
        return live.getOrDefault(projector, 1);
    }

    /** The collection that holds the view now. Collections that belong to no projector keep their names. */
    public String collection(String view) {
        return Projectors.of(view).map(projector -> name(view, of(projector))).orElse(view);
    }

    /** The name under which the projector's progress is kept now. */
    public String projector(String projector) {
        return name(projector, of(projector));
    }

    /** The first generation is named like what it is; later ones have their number behind. */
    public static String name(String what, int generation) {
        return generation == 1 ? what : what + "." + generation;
    }
}
