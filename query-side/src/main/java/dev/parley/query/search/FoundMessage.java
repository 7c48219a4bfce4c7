package dev.parley.query.search;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;

/** A message that was found. {@code highlights} are pieces of its text as HTML, escaped, with what was looked for in {@code <em>}. */
record FoundMessage(
        MessageId message,
        ConversationId conversation,
        long seq,
        long version,
        UserId sender,
        Instant at,
        List<String> highlights) {

    Place place() {
        return new Place(at.toEpochMilli(), conversation, seq);
    }
}
