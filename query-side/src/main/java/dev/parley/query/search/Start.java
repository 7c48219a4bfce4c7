package dev.parley.query.search;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationId;
import dev.parley.query.page.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of results begins, and what has to stay the same from page to page. Like every cursor it carries no right: of a snapshot it
 * holds a name that means something for one person alone, and without the snapshot the search goes on in the index as it is by then.
 *
 * @param after null for the first page
 * @param meaning how the words are taken
 * @param now the moment that hits are old or new at
 * @param snapshot null = none is needed
 */
record Start(
        Order order,
        Meaning meaning,
        Instant now,
        @Nullable Place after,
        @Nullable UUID snapshot) {

    /** How the words of a search are taken. */
    enum Meaning {
        AS_TYPED,
        AS_MEANT
    }

    static Start first(Order order, Instant now) {
        return new Start(order, order == Order.TIME ? Meaning.AS_TYPED : Meaning.AS_MEANT, now, null, null);
    }

    Start with(Meaning other) {
        return new Start(order, other, now, after, snapshot);
    }

    Start in(@Nullable UUID other) {
        return new Start(order, meaning, now, after, other);
    }

    String cursorAfter(Place last) {
        return Cursor.after(
                order,
                meaning,
                now.toEpochMilli(),
                last.score(),
                last.atMillis(),
                last.conversation(),
                last.seq(),
                snapshot == null ? "" : snapshot);
    }

    /** @throws InvalidInput when it is none of ours, or of a search in another order */
    static Start of(String cursor, Order order) {
        Start start = Cursor.read(cursor, 8, Start::read);
        if (start.order() != order) {
            throw new InvalidInput("cursor", "This cursor is of a search in another order; sort is part of a search.");
        }
        return start;
    }

    private static Start read(List<String> parts) {
        double score = Double.parseDouble(parts.get(3));
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("no score of ours");
        }
        return new Start(
                Order.valueOf(parts.get(0)),
                Meaning.valueOf(parts.get(1)),
                Instant.ofEpochMilli(Long.parseLong(parts.get(2))),
                new Place(
                        score,
                        Long.parseLong(parts.get(4)),
                        ConversationId.of(parts.get(5)),
                        Long.parseLong(parts.get(6))),
                parts.get(7).isEmpty() ? null : UUID.fromString(parts.get(7)));
    }
}
