package dev.parley.query.search;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.parley.api.conversation.ConversationId;
import java.util.Comparator;

/** A place in the results: the best or the newest first, by the millisecond; of two at the same, any order that stays the same. */
record Place(double score, long atMillis, ConversationId conversation, long seq) {

    private static final Comparator<Place> NEWEST_FIRST = comparing(Place::atMillis, reverseOrder())
            .thenComparing(place -> place.conversation().toString(), reverseOrder())
            .thenComparing(Place::seq, reverseOrder());

    private static final Comparator<Place> BEST_FIRST =
            comparing(Place::score, reverseOrder()).thenComparing(NEWEST_FIRST);

    static Comparator<Place> in(Order order) {
        return switch (order) {
            case TIME -> NEWEST_FIRST;
            case RELEVANCE -> BEST_FIRST;
        };
    }
}
