package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.MAX_PINS;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.admin;
import static dev.parley.command.conversation.ConversationFixture.directBetween;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.message;
import static dev.parley.command.conversation.ConversationFixture.sent;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.UnpinMessage;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.MessageUnpinned;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinMessageTest {

    private static final PinMessage PIN = new PinMessage(GROUP, message(1));
    private static final UnpinMessage UNPIN = new UnpinMessage(GROUP, message(1));

    private static MessagePinned pinned(long seq, UserId by) {
        return new MessagePinned(GROUP, message(seq), by, NOW);
    }

    private static MessageUnpinned unpinned() {
        return new MessageUnpinned(GROUP, message(1), ANA, NOW);
    }

    @Test
    void adminsPinAndUnpinOnce() {
        groupOf(ANA, BEN, CLEO)
                .after(admin(CLEO), sent(1, BEN, NOW))
                .when(PIN, CLEO)
                .expectEvents(pinned(1, CLEO));
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), pinned(1, ANA))
                .when(PIN, ANA)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), pinned(1, ANA))
                .when(UNPIN, ANA)
                .expectEvents(unpinned());
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), pinned(1, ANA), unpinned())
                .when(UNPIN, ANA)
                .expectNothingNew();
    }

    @Test
    void membersDoNotUnlessTheGroupLetsThem() {
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(PIN, BEN).expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void inADirectConversationBothDo() {
        ConversationId direct = ConversationId.direct(ANA, BEN);
        MessageId said = new MessageId(direct, 1);
        directBetween(ANA, BEN)
                .after(new MessageSent(direct, said, 1, null, new Content.Text("a"), null, List.of(), ANA, NOW))
                .when(new PinMessage(direct, said), BEN)
                .expectEvents(new MessagePinned(direct, said, BEN, NOW));
    }

    @Test
    void whatIsGoneIsNotPinned() {
        var recalled = new MessageRecalled(GROUP, message(1), BEN, NOW);
        groupOf(ANA, BEN).after(sent(1, BEN, NOW), recalled).when(PIN, ANA).expectRefusal(Reason.GONE);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), pinned(1, ANA), recalled)
                .when(UNPIN, ANA)
                .expectNothingNew();
        groupOf(ANA, BEN).when(PIN, ANA).expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void thereIsAMostOfThem() {
        var talk = groupOf(ANA, BEN).after(sent(1, BEN, NOW));
        for (int seq = 2; seq <= MAX_PINS + 1; seq++) {
            talk.after(sent(seq, BEN, NOW), pinned(seq, ANA));
        }
        talk.when(PIN, ANA).expectRefusal(Reason.TOO_MANY);
        talk.after(new MessageRecalled(GROUP, message(2), BEN, NOW))
                .when(PIN, ANA)
                .expectEvents(pinned(1, ANA));
    }
}
