package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.nothing;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.PostNotice;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The administrator who sends a notice is nowhere in it: the service says it. */
class PostNoticeTest {

    private static final ConversationId SYSTEM = ConversationId.system(BEN);
    private static final Content WORDS = new Content.Notice("We move on Sunday");
    private static final PostNotice POST = new PostNotice(SYSTEM, BEN, "n-1", WORDS);
    private static final ConversationCreated BEGUN =
            new ConversationCreated(SYSTEM, ConversationType.SYSTEM, null, List.of(BEN), UserId.PARLEY, NOW);

    private static MessageSent said(long seq, String clientId) {
        return new MessageSent(
                SYSTEM, new MessageId(SYSTEM, seq), seq, clientId, WORDS, null, List.of(), UserId.PARLEY, NOW);
    }

    @Test
    void theConversationBeginsWithTheFirst() {
        nothing()
                .when(POST, ANA)
                .expectEvents(BEGUN, said(1, "n-1"))
                .expectAnswer(new MessageAccepted(new MessageId(SYSTEM, 1), 1, 1, NOW));
        nothing().after(BEGUN, said(1, "n-0")).when(POST, ANA).expectEvents(said(2, "n-1"));
    }

    @Test
    void aRetryDoesNotDouble() {
        nothing()
                .after(BEGUN, said(1, "n-1"))
                .when(POST, ANA)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(SYSTEM, 1), 1, 1, NOW));
        nothing()
                .after(BEGUN, said(1, "n-1"))
                .when(new PostNotice(SYSTEM, BEN, "n-1", new Content.Notice("Never")), ANA)
                .expectRefusal(Reason.CONFLICT);
    }

    @Test
    void nobodyReplies() {
        var talk = nothing().after(BEGUN, said(1, "n-1"));
        talk.when(new SendMessage(SYSTEM, null, new Content.Text("Why?"), null, List.of()), BEN)
                .expectRefusal(Reason.NOT_ALLOWED);
        talk.when(new AddReaction(SYSTEM, new MessageId(SYSTEM, 1), "👎"), BEN).expectRefusal(Reason.NOT_ALLOWED);
        talk.when(new RecallMessage(SYSTEM, new MessageId(SYSTEM, 1)), BEN).expectRefusal(Reason.NOT_ALLOWED);
        talk.when(new SendMessage(SYSTEM, null, new Content.Text("Why?"), null, List.of()), ANA)
                .expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void nobodyButTheServiceSpeaksInItsName() {
        ConversationFixture.groupOf(ANA, BEN)
                .when(new SendMessage(ConversationFixture.GROUP, null, WORDS, null, List.of()), ANA)
                .expectRefusal(Reason.INVALID);
    }

    @Test
    void aNoticeGoesToWhomItIsFor() {
        nothing().when(new PostNotice(SYSTEM, ANA, null, WORDS), ANA).expectRefusal(Reason.INVALID);
    }
}
