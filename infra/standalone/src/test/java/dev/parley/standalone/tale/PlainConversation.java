package dev.parley.standalone.tale;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.INVALID;
import static dev.parley.api.Reason.MUTED;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.SLOW_MODE;
import static dev.parley.api.Reason.TOO_OLD;
import static dev.parley.api.conversation.MemberRole.ADMIN;
import static dev.parley.standalone.tale.PlainGroup.require;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MessageCommand;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageCommand.RemoveReaction;
import dev.parley.api.conversation.MessageCommand.UnpinMessage;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A conversation as it should be, messages and all. */
final class PlainConversation {

    final PlainGroup group;
    final List<PlainMessage> messages = new ArrayList<>();
    private final Map<String, Sent> sent = new HashMap<>();

    /** What was answered the first time. */
    private record Sent(SendMessage command, Answer answer) {}

    /** {@code seq} 0 = no message's. */
    record Answer(long version, long seq) {}

    PlainConversation(ConversationId id, ConversationType type, List<UserId> members, Supplier<Instant> clock) {
        this.group = new PlainGroup(id, type, members, clock);
    }

    PlainMessage message(MessageId id) {
        require(id.seq() <= messages.size(), NOT_FOUND);
        return messages.get((int) id.seq() - 1);
    }

    /** What was said not longer ago than a day, by whoever now thinks better of it. */
    private PlainMessage own(MessageId id, UserId by) {
        PlainMessage message = message(id);
        Instant dayAgo = group.now().minus(Duration.ofDays(1));
        // Of what is older than that when something new is said, not even who said it is known any more.
        require(!message.at.isBefore(messages.getLast().at.minus(Duration.ofDays(1))), TOO_OLD);
        require(message.sender.equals(by), NOT_ALLOWED);
        require(!message.at.isBefore(dayAgo), TOO_OLD);
        return message;
    }

    private PlainMessage there(MessageId id) {
        PlainMessage message = message(id);
        require(message.gone == null, GONE);
        return message;
    }

    /** Does it, or throws why not. */
    Answer handle(MessageCommand command, UserId by, PlainPeople people) {
        switch (command) {
            case SendMessage send -> {
                return send(send, by, people);
            }
            case EditMessage edit -> edit(edit, by, people);
            case RecallMessage recall -> recall(recall, by);
            case ExpireMessage expire -> {
                PlainMessage message = message(expire.message());
                if (message.gone == null && message.expires) {
                    message.lose("EXPIRED");
                    group.happen("MessageExpired");
                }
            }
            case AddReaction add -> {
                group.requireMember(by);
                requireWriting(by, people);
                if (there(add.message())
                        .reactions
                        .computeIfAbsent(add.emoji(), emoji -> new LinkedHashSet<>())
                        .add(by)) {
                    group.happen("ReactionAdded");
                }
            }
            case RemoveReaction remove -> {
                group.requireMember(by);
                PlainMessage message = there(remove.message());
                if (message.reactions
                        .getOrDefault(remove.emoji(), new LinkedHashSet<>())
                        .remove(by)) {
                    message.reactions.values().removeIf(LinkedHashSet::isEmpty);
                    group.happen("ReactionRemoved");
                }
            }
            case PinMessage pin -> {
                requireMay(by, group.settings.pin());
                PlainMessage message = there(pin.message());
                if (!message.pinned) {
                    message.pinned = true;
                    group.happen("MessagePinned");
                }
            }
            case UnpinMessage unpin -> {
                requireMay(by, group.settings.pin());
                PlainMessage message = message(unpin.message());
                if (message.pinned) {
                    message.pinned = false;
                    group.happen("MessageUnpinned");
                }
            }
            default -> throw new UnsupportedOperationException(command.toString());
        }
        return new Answer(group.version(), 0);
    }

    private Answer send(SendMessage send, UserId by, PlainPeople people) {
        Sent before = send.clientId() == null ? null : sent.get(by + send.clientId());
        if (before != null) {
            require(before.command().equals(send), CONFLICT);
            return before.answer();
        }
        requireMaySay(by, send.mentions(), send.mentionsEveryone(), people);
        requirePause(by);
        require(send.replyTo() == null || send.replyTo().seq() <= messages.size(), INVALID);
        long seq = messages.size() + 1L;
        messages.add(new PlainMessage(seq, by, send, group.now()));
        group.seats.values().stream().filter(seat -> seat.in).forEach(seat -> seat.readable.add(seq));
        group.seats.get(by).read = seq;
        if (group.settings.slowModeSeconds() > 0) {
            group.spoke.put(by, group.now());
        }
        group.happen("MessageSent");
        group.active();
        Answer answer = new Answer(group.version(), seq);
        sent.put(by + send.clientId(), new Sent(send, answer));
        return answer;
    }

    private void edit(EditMessage edit, UserId by, PlainPeople people) {
        group.requireMember(by);
        there(edit.message());
        PlainMessage message = own(edit.message(), by);
        require(message.editable, NOT_ALLOWED);
        boolean same = message.text().equals(edit.content().text())
                && message.mentions.equals(edit.mentions())
                && message.everyone == edit.mentionsEveryone();
        if (!same) {
            requireMaySay(by, edit.mentions(), edit.mentionsEveryone(), people);
            message.texts.add(edit.content().text());
            message.content = edit.content();
            message.mentions = edit.mentions();
            message.everyone = edit.mentionsEveryone();
            group.happen("MessageEdited");
        }
    }

    private void recall(RecallMessage recall, UserId by) {
        group.requireMember(by);
        PlainMessage message = message(recall.message());
        if (message.gone == null) {
            boolean admin =
                    group.type == ConversationType.GROUP && group.role(by).atLeast(ADMIN);
            if (!admin) {
                own(recall.message(), by);
            }
            message.lose("RECALLED");
            group.happen("MessageRecalled");
        }
    }

    private void requireMaySay(UserId by, List<UserId> mentions, boolean everyone, PlainPeople people) {
        group.requireMember(by);
        requireWriting(by, people);
        requireMay(by, group.settings.post());
        require(group.role(by).atLeast(ADMIN) || !group.settings.muteAll(), MUTED);
        require(!group.muted(by), MUTED);
        require(mentions.stream().allMatch(group::has), INVALID);
        if (everyone) {
            requireMay(by, group.settings.mentionEveryone());
        }
    }

    /** Between two, the other one has to want it and be there. */
    private void requireWriting(UserId by, PlainPeople people) {
        if (group.type == ConversationType.DIRECT) {
            group.seats.keySet().stream()
                    .filter(user -> !user.equals(by))
                    .forEach(other -> people.requireWriting(by, other));
        }
    }

    private void requirePause(UserId by) {
        Instant last = group.spoke.get(by);
        boolean waited = last == null
                || !group.now().isBefore(last.plusSeconds(group.settings.slowModeSeconds()))
                || group.role(by).atLeast(ADMIN);
        require(waited, SLOW_MODE);
    }

    /** Roles mean nothing between two. */
    private void requireMay(UserId by, MemberRole least) {
        group.requireMember(by);
        require(group.type != ConversationType.GROUP || group.role(by).atLeast(least), NOT_ALLOWED);
    }
}
