package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.nothing;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.WriteToPerson;
import dev.parley.api.conversation.MessageId;
import dev.parley.command.contact.Rapport;
import dev.parley.command.people.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One message to one person, whether or not the two have talked before. */
class WriteToPersonTest {

    private static final ConversationId DIRECT = ConversationId.direct(ANA, BEN);
    private static final Content WORDS = new Content.Text("Your parcel is here");
    private static final WriteToPerson WRITE = new WriteToPerson(DIRECT, BEN, "w-1", WORDS);
    private static final ConversationCreated BEGUN =
            new ConversationCreated(DIRECT, ConversationType.DIRECT, null, List.of(ANA, BEN), ANA, NOW);
    private static final Rapport BLOCKED = new Rapport(BEN, Standing.NEW, false, true);

    private static MessageSent said(long seq, String clientId) {
        return new MessageSent(DIRECT, new MessageId(DIRECT, seq), seq, clientId, WORDS, null, List.of(), ANA, NOW);
    }

    @Test
    void theConversationBeginsWithTheFirst() {
        nothing()
                .when(WRITE, ANA)
                .expectEvents(BEGUN, said(1, "w-1"))
                .expectAnswer(new MessageAccepted(new MessageId(DIRECT, 1), 1, 1, NOW));
        nothing().after(BEGUN, said(1, "w-0")).when(WRITE, ANA).expectEvents(said(2, "w-1"));
    }

    @Test
    void aRetryDoesNotDouble() {
        nothing()
                .after(BEGUN, said(1, "w-1"))
                .when(WRITE, ANA)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(DIRECT, 1), 1, 1, NOW));
    }

    @Test
    void whoIsNotWantedBeginsNothing() {
        nothing()
                .with(BLOCKED)
                .when(WRITE, ANA)
                .expectRefusal(Reason.NOT_WANTED)
                .expectNoEvents();
        nothing().after(BEGUN).with(BLOCKED).when(WRITE, ANA).expectRefusal(Reason.NOT_WANTED);
    }

    @Test
    void theConversationIsThatOfTheTwo() {
        nothing()
                .when(new WriteToPerson(ConversationId.direct(BEN, BEN), BEN, null, WORDS), ANA)
                .expectRefusal(Reason.INVALID);
    }
}
