package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
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
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallMessageTest {

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(2));

    private static final RecallMessage RECALL = new RecallMessage(GROUP, message(1));

    private static MessageRecalled recalled(UserId by) {
        return new MessageRecalled(GROUP, message(1), by, NOW);
    }

    @Test
    void whoSaidItTakesItBackWithinADay() {
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(RECALL, BEN).expectEvents(recalled(BEN));
        groupOf(ANA, BEN).after(sent(1, BEN, LONG_AGO)).when(RECALL, BEN).expectRefusal(Reason.TOO_OLD);
    }

    @Test
    void adminsTakeBackWhatOthersSaidAtAnyTime() {
        groupOf(ANA, BEN).after(sent(1, BEN, LONG_AGO)).when(RECALL, ANA).expectEvents(recalled(ANA));
        groupOf(ANA, BEN, CLEO)
                .after(admin(CLEO), sent(1, BEN, LONG_AGO))
                .when(RECALL, CLEO)
                .expectEvents(recalled(CLEO));
    }

    @Test
    void membersDoNot() {
        groupOf(ANA, BEN, CLEO).after(sent(1, BEN, NOW)).when(RECALL, CLEO).expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void inADirectConversationNobodyTakesBackWhatTheOtherSaid() {
        ConversationId direct = ConversationId.direct(ANA, BEN);
        MessageId said = new MessageId(direct, 1);
        directBetween(ANA, BEN)
                .after(new MessageSent(direct, said, 1, null, new Content.Text("a"), null, List.of(), BEN, NOW))
                .when(new RecallMessage(direct, said), ANA)
                .expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void whatIsGoneAlreadyChangesNothing() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), recalled(BEN))
                .when(RECALL, BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, LONG_AGO), new MessageExpired(GROUP, message(1), BEN, NOW))
                .when(RECALL, BEN)
                .expectNothingNew();
    }

    @Test
    void aMutedMemberTakesBackTheirOwn() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), new MemberMuted(GROUP, BEN, NOW.plusSeconds(60), ANA, NOW))
                .when(RECALL, BEN)
                .expectEvents(recalled(BEN));
    }

    @Test
    void strangersFindNothing() {
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(RECALL, CLEO).expectRefusal(Reason.NOT_FOUND);
        groupOf(ANA, BEN).when(RECALL, ANA).expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void aMessageExpiresOnce() {
        var expire = new ExpireMessage(GROUP, message(1));
        var expired = new MessageExpired(GROUP, message(1), BEN, NOW);
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(expire, BEN).expectEvents(expired);
        groupOf(ANA, BEN).after(sent(1, BEN, NOW), expired).when(expire, BEN).expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), recalled(BEN))
                .when(expire, BEN)
                .expectNothingNew();
    }
}
