package dev.parley.projection.conversation;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.MessageEvent;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.MessageUnpinned;
import dev.parley.api.conversation.MessageEvent.ReactionAdded;
import dev.parley.api.conversation.MessageEvent.ReactionRemoved;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.conversation.MessageView.Reaction;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message while an event changes it. */
final class MessageAfter {

    private final MessageView before;
    private @Nullable Content content;
    private List<UserId> mentions;
    private @Nullable Boolean mentionsEveryone;
    private @Nullable Extensions extensions;
    private @Nullable Forwarded forwarded;
    private @Nullable List<Long> editions;
    private @Nullable Instant editedAt;
    private @Nullable Gone gone;
    private @Nullable Instant pinnedAt;
    private final Map<String, Set<UserId>> reactions = new LinkedHashMap<>();

    private MessageAfter(MessageView message) {
        this.before = message;
        this.content = message.content();
        this.mentions = message.mentions();
        this.mentionsEveryone = message.mentionsEveryone();
        this.extensions = message.extensions();
        this.forwarded = message.forwarded();
        this.editions = message.editions();
        this.editedAt = message.editedAt();
        this.gone = message.gone();
        this.pinnedAt = message.pinnedAt();
        message.reactions().forEach(reaction -> reactions.put(reaction.emoji(), new LinkedHashSet<>(reaction.users())));
    }

    static MessageView sent(MessageSent sent, long version) {
        return new MessageView(
                sent.message(),
                sent.seq(),
                version,
                sent.by(),
                sent.at(),
                sent.content(),
                sent.replyTo(),
                sent.mentions(),
                sent.mentionsEveryone() ? true : null,
                sent.expiresAt(),
                sent.extensions(),
                sent.forwarded(),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    /** The same when it holds this version already. */
    static MessageView of(MessageView message, MessageEvent event, long version) {
        if (message.newest() >= version) {
            return message;
        }
        MessageAfter after = new MessageAfter(message);
        after.on(event, version);
        return after.at(version);
    }

    private void on(MessageEvent event, long version) {
        switch (event) {
            case MessageSent again ->
                throw new IllegalStateException("The message " + again.message() + " was sent before.");
            case MessageEdited edited -> edit(edited, version);
            case MessageRecalled recalled -> lose(Gone.RECALLED);
            case MessageExpired expired -> lose(Gone.EXPIRED);
            case ReactionAdded added ->
                reactions
                        .computeIfAbsent(added.emoji(), emoji -> new LinkedHashSet<>())
                        .add(added.by());
            case ReactionRemoved removed ->
                reactions.computeIfPresent(removed.emoji(), (emoji, users) -> {
                    users.remove(removed.by());
                    return users.isEmpty() ? null : users;
                });
            case MessagePinned pinned -> pinnedAt = pinned.at();
            case MessageUnpinned unpinned -> pinnedAt = null;
        }
    }

    private void edit(MessageEdited edited, long version) {
        content = edited.content();
        if (edited.mentions() != null) {
            mentions = edited.mentions();
        }
        if (edited.mentionsEveryone() != null) {
            mentionsEveryone = edited.mentionsEveryone() ? true : null;
        }
        List<Long> more = new ArrayList<>(before.wordsSaidAt());
        more.add(version);
        editions = more;
        editedAt = edited.at();
    }

    private void lose(Gone how) {
        gone = how;
        content = null;
        mentions = List.of();
        mentionsEveryone = null;
        extensions = null;
        forwarded = null;
        pinnedAt = null;
        reactions.clear();
    }

    private MessageView at(long version) {
        return new MessageView(
                before.message(),
                before.seq(),
                before.version(),
                before.sender(),
                before.at(),
                content,
                before.replyTo(),
                mentions,
                mentionsEveryone,
                before.expiresAt(),
                extensions,
                forwarded,
                editions,
                editedAt,
                gone,
                pinnedAt,
                reactions.entrySet().stream()
                        .map(each -> new Reaction(each.getKey(), List.copyOf(each.getValue())))
                        .toList(),
                version);
    }
}
