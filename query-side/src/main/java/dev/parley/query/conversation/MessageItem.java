package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as one reader sees it. What is null is not there: {@code edition} counts what an edited one has said, {@code editedAt} is when it
 * said it last; {@code recalled} or {@code expired} stands where the content was; {@code quote} is what it answers, as that is now.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MessageItem(
        MessageId message,
        long seq,
        long version,
        UserId sender,
        Instant at,
        @Nullable Content content,
        @Nullable MessageId replyTo,
        @Nullable Quote quote,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<UserId> mentions,
        @Nullable Boolean mentionsEveryone,
        @Nullable Integer edition,
        @Nullable Instant editedAt,
        @Nullable Boolean recalled,
        @Nullable Boolean expired,
        List<Reaction> reactions,
        @Nullable Instant pinnedAt,
        @Nullable Instant expiresAt,
        @Nullable Extensions extensions,
        @Nullable Forwarded forwarded) {

    /** One emoji: how many people put it there, the first of them, and whether the reader is one. */
    public record Reaction(String emoji, int count, List<UserId> users, boolean mine) {

        /** In a page; a message alone names all. */
        static final int NAMED = 20;

        static Reaction of(MessageView.Reaction reaction, UserId reader, int named) {
            List<UserId> users = reaction.users();
            return new Reaction(
                    reaction.emoji(),
                    users.size(),
                    users.subList(0, Math.min(named, users.size())),
                    users.contains(reader));
        }
    }

    /** What a message answers: shortened, and nothing but its id for whoever may not see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quote(
            MessageId message,
            @Nullable UserId sender,
            @Nullable Instant at,
            @Nullable String type,
            @Nullable String preview,
            @Nullable Boolean recalled,
            @Nullable Boolean expired) {

        static Quote unseen(MessageId message) {
            return new Quote(message, null, null, null, null, null, null);
        }

        static Quote of(MessageView view) {
            Content content = view.content();
            return new Quote(
                    view.message(),
                    view.sender(),
                    view.at(),
                    content == null ? null : content.type(),
                    content == null ? null : preview(content.text()),
                    view.gone() == Gone.RECALLED ? true : null,
                    view.gone() == Gone.EXPIRED ? true : null);
        }

        private static String preview(String text) {
            int max = ConversationView.MAX_PREVIEW;
            return text.codePointCount(0, text.length()) <= max
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
        }
    }

    static MessageItem of(MessageView view, @Nullable Quote quote, UserId reader, int named) {
        List<Long> editions = view.editions();
        return new MessageItem(
                view.message(),
                view.seq(),
                view.version(),
                view.sender(),
                view.at(),
                view.content(),
                view.replyTo(),
                quote,
                view.mentions(),
                view.mentionsEveryone(),
                editions == null ? null : editions.size(),
                view.editedAt(),
                view.gone() == Gone.RECALLED ? true : null,
                view.gone() == Gone.EXPIRED ? true : null,
                view.reactions().stream()
                        .map(reaction -> Reaction.of(reaction, reader, named))
                        .toList(),
                view.pinnedAt(),
                view.expiresAt(),
                view.extensions(),
                view.forwarded());
    }
}
