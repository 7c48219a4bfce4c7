package dev.parley.query.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A message that was found. {@code highlights} are pieces of its text as HTML, escaped, with what was looked for in {@code <em>};
 * {@code seq} is where history goes on around it.
 */
record FoundMessage(
        MessageId message,
        ConversationId conversation,
        long seq,
        long version,
        UserId sender,
        Instant at,
        String type,
        List<String> highlights,
        @JsonIgnore double score) {

    Place place() {
        return new Place(score, at.toEpochMilli(), conversation, seq);
    }
}
