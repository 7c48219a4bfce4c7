package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as history shows it. Its key is its public id, so a page of history is a set of computed keys. {@code version} is that of the
 * event that sent it.
 *
 * @param content null when it is gone
 * @param mentionsEveryone null = it does not
 * @param editions the versions of the events that gave it its words, in order; null when those of the first were the only ones
 * @param gone null while it can be read
 * @param pinnedAt null = it is not
 * @param changed the version of the newest event that changed it; null = none since it was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        @JsonProperty("_id") MessageId message,
        long seq,
        long version,
        UserId sender,
        Instant at,
        @Nullable Content content,
        @Nullable MessageId replyTo,
        List<UserId> mentions,
        @Nullable Boolean mentionsEveryone,
        @Nullable Instant expiresAt,
        @Nullable Extensions extensions,
        @Nullable Forwarded forwarded,
        @Nullable List<Long> editions,
        @Nullable Instant editedAt,
        @Nullable Gone gone,
        @Nullable Instant pinnedAt,
        List<Reaction> reactions,
        @Nullable Long changed) {

    /** One emoji, and who put it there, the first of them first. */
    public record Reaction(String emoji, List<UserId> users) {
        public Reaction {
            users = List.copyOf(users);
        }
    }

    @SuppressWarnings("ConstantValue") // older documents have no reactions
    public MessageView {
        mentions = List.copyOf(mentions);
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    /** One that nothing has happened to, and without any of the rarer things. */
    public MessageView(
            MessageId message,
            long seq,
            long version,
            UserId sender,
            Instant at,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions) {
        this(
                message, seq, version, sender, at, content, replyTo, mentions, null, null, null, null, null, null, null,
                null, List.of(), null);
    }

    /** The version of the newest event that is in here. */
    public long newest() {
        return changed == null ? version : changed;
    }

    /** The versions of the events whose words it had, the first ones included. */
    public List<Long> wordsSaidAt() {
        return editions == null ? List.of(version) : editions;
    }

    public boolean mentions(UserId user) {
        return gone == null && (Boolean.TRUE.equals(mentionsEveryone) || mentions.contains(user));
    }
}
