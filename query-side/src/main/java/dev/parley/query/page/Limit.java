package dev.parley.query.page;

import dev.parley.api.InvalidInput;
import org.jspecify.annotations.Nullable;

/** How many items a page has at most: 1 to 100, and 50 when nothing is said. */
public record Limit(int value) {

    private static final int MAX = 100;
    private static final Limit DEFAULT = new Limit(50);

    /** @throws InvalidInput when it is outside its limits */
    public static Limit of(@Nullable Integer asked) {
        return asked == null ? DEFAULT : new Limit(asked);
    }

    public Limit {
        if (value < 1 || value > MAX) {
            throw new InvalidInput("limit", "A page has 1 to " + MAX + " items, not " + value + ".");
        }
    }
}
