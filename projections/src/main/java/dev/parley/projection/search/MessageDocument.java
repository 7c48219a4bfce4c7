package dev.parley.projection.search;

import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * A message as it is searched. Never removed, only marked: a version that comes late could raise a removed one again. {@code version} is
 * that of the newest event that changed it; {@code text} is in the form in which searches come, too (NFC).
 */
record MessageDocument(
        ConversationId conversation,
        UserId sender,
        long seq,
        long version,
        Instant at,
        String type,
        Set<ContentPart> has,
        String text,
        boolean deleted) {

    MessageDocument {
        has = Set.copyOf(has);
    }
}
