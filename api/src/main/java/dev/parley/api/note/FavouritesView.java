package dev.parley.api.note;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Map;

/** The messages that somebody keeps in sight: by conversation and {@code seq}, since when. */
public record FavouritesView(@JsonProperty("_id") UserId user, Map<ConversationId, Map<Long, Instant>> conversations) {

    /** Of one person. */
    public static final int MAX = 1_000;

    public FavouritesView {
        conversations = conversations == null ? Map.of() : Map.copyOf(conversations);
    }

    public boolean has(MessageId message) {
        return conversations.getOrDefault(message.conversation(), Map.of()).containsKey(message.seq());
    }

    public int size() {
        return conversations.values().stream().mapToInt(Map::size).sum();
    }
}
