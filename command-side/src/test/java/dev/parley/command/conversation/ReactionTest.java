package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.message;
import static dev.parley.command.conversation.ConversationFixture.sent;

import dev.parley.api.Reason;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.RemoveReaction;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.ReactionAdded;
import dev.parley.api.conversation.MessageEvent.ReactionRemoved;
import dev.parley.api.people.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReactionTest {

    private static final String LIKE = "👍";
    private static final AddReaction ADD = new AddReaction(GROUP, message(1), LIKE);
    private static final RemoveReaction REMOVE = new RemoveReaction(GROUP, message(1), LIKE);

    private static ReactionAdded added(long seq, String emoji, UserId by) {
        return new ReactionAdded(GROUP, message(seq), emoji, by, NOW);
    }

    private static ReactionRemoved removed(UserId by) {
        return new ReactionRemoved(GROUP, message(1), LIKE, by, NOW);
    }

    private static UserId somebody(int number) {
        return new UserId(new UUID(2, number));
    }

    @Test
    void eachPersonHasEachEmojiOnce() {
        groupOf(ANA, BEN).after(sent(1, ANA, NOW)).when(ADD, BEN).expectEvents(added(1, LIKE, BEN));
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN))
                .when(ADD, BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN))
                .when(ADD, ANA)
                .expectEvents(added(1, LIKE, ANA));
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN))
                .when(new AddReaction(GROUP, message(1), "❤"), BEN)
                .expectEvents(added(1, "❤️", BEN));
    }

    @Test
    void itIsTakenBackOnce() {
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN))
                .when(REMOVE, BEN)
                .expectEvents(removed(BEN));
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN), removed(BEN))
                .when(REMOVE, BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN))
                .when(REMOVE, ANA)
                .expectNothingNew();
    }

    @Test
    void whoOnlyListensMayReact() {
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), new MemberMuted(GROUP, BEN, NOW.plusSeconds(60), ANA, NOW))
                .when(ADD, BEN)
                .expectEvents(added(1, LIKE, BEN));
    }

    @Test
    void thereIsNothingToReactTo() {
        groupOf(ANA, BEN).when(ADD, BEN).expectRefusal(Reason.NOT_FOUND);
        groupOf(ANA, BEN).after(sent(1, ANA, NOW)).when(ADD, CLEO).expectRefusal(Reason.NOT_FOUND);
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), added(1, LIKE, BEN), new MessageRecalled(GROUP, message(1), ANA, NOW))
                .when(REMOVE, BEN)
                .expectRefusal(Reason.GONE);
        groupOf(ANA, BEN)
                .after(sent(1, ANA, NOW), new MessageRecalled(GROUP, message(1), ANA, NOW))
                .when(ADD, BEN)
                .expectRefusal(Reason.GONE);
    }

    @Test
    void aMessageHasAtMostTwentyDifferentOnes() {
        var talk = groupOf(ANA, BEN).after(sent(1, ANA, NOW));
        for (int i = 0; i < Reactions.MOST_EMOJIS; i++) {
            talk.after(added(1, Character.toString(0x1F600 + i), ANA));
        }
        talk.when(ADD, BEN).expectRefusal(Reason.TOO_MANY);
        talk.when(new AddReaction(GROUP, message(1), "😀"), BEN).expectEvents(added(1, "😀", BEN));
    }

    @Test
    void aMessageHasAtMostFiveThousand() {
        var talk = groupOf(ANA, BEN).after(sent(1, ANA, NOW));
        for (int i = 0; i < Reactions.MOST_OF_A_MESSAGE; i++) {
            talk.after(added(1, LIKE, somebody(i)));
        }
        talk.when(ADD, BEN).expectRefusal(Reason.TOO_MANY);
    }

    @Test
    void ofOldMessagesARepeatIsAnEventThatChangesNothing() {
        var talk = groupOf(ANA, BEN).after(sent(1, ANA, NOW), sent(2, ANA, NOW), sent(3, ANA, NOW), sent(4, ANA, NOW));
        talk.after(added(1, LIKE, BEN));
        for (int i = 0; i < Reactions.MOST_KNOWN; i++) {
            talk.after(added(2 + i / (Reactions.MOST_KNOWN / 2), LIKE, somebody(i)));
        }
        talk.when(ADD, BEN).expectEvents(added(1, LIKE, BEN));
        talk.when(REMOVE, BEN).expectEvents(removed(BEN));
        talk.when(new RemoveReaction(GROUP, message(4), LIKE), BEN).expectNothingNew();
    }
}
