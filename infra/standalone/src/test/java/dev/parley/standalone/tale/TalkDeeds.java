package dev.parley.standalone.tale;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
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
import java.util.List;

/** What people say, and do about what was said. All words that are ever said differ. */
final class TalkDeeds {

    private static final List<String> EMOJIS = List.of("👍", "❤️");
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Chance chance;
    private final PlainPeople people;
    private int words;

    TalkDeeds(Chance chance, PlainPeople people) {
        this.chance = chance;
        this.people = people;
    }

    ConversationCommand next(PlainConversation conversation) {
        ConversationId id = conversation.group.id;
        MessageId message = new MessageId(id, 1L + chance.below(conversation.messages.size() + 1));
        return switch (chance.kind(26)) {
            case 0, 1 -> new AddReaction(id, message, chance.any(EMOJIS));
            case 2 -> new RemoveReaction(id, message, chance.any(EMOJIS));
            case 3, 4 -> new PinMessage(id, message);
            case 5 -> new UnpinMessage(id, message);
            case 6, 7 -> end(conversation, message);
            case 8, 9, 10 -> new RecallMessage(id, message);
            case 11, 12, 13, 14 -> edit(conversation, message);
            default -> send(id, message);
        };
    }

    private SendMessage send(ConversationId id, MessageId message) {
        return new SendMessage(
                id,
                chance.oneIn(3) ? null : "client " + words,
                text(),
                chance.oneIn(4) ? message : null,
                mentions(),
                chance.oneIn(6),
                chance.oneIn(5) ? SHORT : null,
                null,
                null);
    }

    private EditMessage edit(PlainConversation conversation, MessageId message) {
        ConversationId id = conversation.group.id;
        if (message.seq() > conversation.messages.size() || !chance.oneIn(4)) {
            return new EditMessage(id, message, text(), mentions(), chance.oneIn(6));
        }
        PlainMessage same = conversation.message(message);
        return new EditMessage(id, message, same.content, same.mentions, same.everyone);
    }

    /** The timer knows whose time is over. */
    private ConversationCommand end(PlainConversation conversation, MessageId message) {
        boolean lasts = message.seq() <= conversation.messages.size() && !conversation.message(message).expires;
        return lasts
                ? new RecallMessage(conversation.group.id, message)
                : new ExpireMessage(conversation.group.id, message);
    }

    private List<UserId> mentions() {
        return chance.oneIn(3) ? List.of(chance.any(people.living())) : List.of();
    }

    Content.Text text() {
        return new Content.Text("«words " + words++ + "»");
    }
}
