package dev.parley.query.search;

import dev.parley.api.conversation.ContentPart;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks for beside where: words, and if wanted a sender, a time after which and one before which it was said, a type, and
 * things of which it holds one. Without words it is about the rest.
 */
record MessageSearch(
        @Nullable Words words,
        @Nullable UserId from,
        @Nullable Instant after,
        @Nullable Instant before,
        @Nullable String type,
        Set<ContentPart> has,
        Start start,
        int limit) {

    MessageSearch {
        has = Set.copyOf(has);
    }

    /** Words of which none can be in a message. */
    boolean asksForNothing() {
        return words != null && words.all().isEmpty();
    }

    /** Whether the words may be taken for others than those that were typed. */
    boolean leavesRoom() {
        return words != null && words.all().stream().anyMatch(WordQuery::leavesRoom);
    }
}
