package dev.parley.query.search;

import dev.parley.api.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Which hits come first. */
enum Order {
    /** The newest. */
    TIME,
    /** Those that fit best, of these the newer ones. */
    RELEVANCE;

    static Order of(@Nullable String sort) {
        return switch (sort) {
            case null -> TIME;
            case "time" -> TIME;
            case "relevance" -> RELEVANCE;
            default -> throw new InvalidInput("sort", "Hits are sorted by time or by relevance.");
        };
    }
}
