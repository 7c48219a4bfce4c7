package dev.parley.query.search;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.parley.api.conversation.ConversationId;
import dev.parley.query.page.Cursor;
import java.util.Comparator;

/** A place in the results: the newest first, by the millisecond; of two at the same, any order that stays the same. */
record Place(long atMillis, ConversationId conversation, long seq) {

    static final Comparator<Place> NEWEST_FIRST = comparing(Place::atMillis, reverseOrder())
            .thenComparing(place -> place.conversation().toString(), reverseOrder())
            .thenComparing(Place::seq, reverseOrder());

    static Place of(String cursor) {
        return Cursor.read(
                cursor,
                3,
                parts -> new Place(
                        Long.parseLong(parts.get(0)), ConversationId.of(parts.get(1)), Long.parseLong(parts.get(2))));
    }

    String cursor() {
        return Cursor.after(atMillis, conversation, seq);
    }
}
