package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.DAN;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.directBetween;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.nothing;
import static dev.parley.command.conversation.ConversationFixture.sent;

import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.people.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MembershipTest {

    @Nested
    class Adding {

        @Test
        void aMemberAddsOthersAndTheEventSaysHowFarTheTalkIs() {
            groupOf(ANA, BEN)
                    .after(sent(1, ANA, null, "hello"))
                    .when(new AddMembers(GROUP, Set.of(CLEO)), BEN)
                    .expectEvents(new MembersAdded(GROUP, List.of(CLEO), 1, BEN, NOW))
                    .expectAnswer(new ConversationChanged(GROUP, 2));
        }

        @Test
        void whoIsInItAlreadyStaysAsTheyAre() {
            groupOf(ANA, BEN)
                    .when(new AddMembers(GROUP, Set.of(BEN)), ANA)
                    .expectNoEvents()
                    .expectAnswer(new ConversationChanged(GROUP, 0));
        }

        @Test
        void beyondTheLimitNobodyIsAdded() {
            groupOf(ANA, BEN, CLEO, DAN)
                    .when(new AddMembers(GROUP, Set.of(new UserId(new UUID(1, 5)), new UserId(new UUID(1, 6)))), ANA)
                    .expectRefusal(Reason.TOO_MANY_MEMBERS);
        }

        @Test
        void strangersAndFormerMembersAddNobody() {
            groupOf(ANA, BEN).when(new AddMembers(GROUP, Set.of(CLEO)), CLEO).expectRefusal(Reason.NOT_FOUND);
            groupOf(ANA, BEN)
                    .after(new MemberKicked(GROUP, BEN, 0, ANA, NOW))
                    .when(new AddMembers(GROUP, Set.of(BEN)), BEN)
                    .expectRefusal(Reason.NOT_A_MEMBER);
        }

        @Test
        void aDirectConversationStaysOne() {
            ConversationId direct = ConversationId.direct(ANA, BEN);
            directBetween(ANA, BEN)
                    .when(new AddMembers(direct, Set.of(CLEO)), ANA)
                    .expectRefusal(Reason.NOT_ALLOWED);
        }
    }

    @Nested
    class Kicking {

        @Test
        void theOwnerRemovesAMember() {
            groupOf(ANA, BEN)
                    .when(new KickMember(GROUP, BEN), ANA)
                    .expectEvents(new MemberKicked(GROUP, BEN, 0, ANA, NOW));
        }

        @Test
        void whoIsGoneAlreadyIsNotRemovedTwice() {
            groupOf(ANA, BEN)
                    .after(new MemberKicked(GROUP, BEN, 0, ANA, NOW))
                    .when(new KickMember(GROUP, BEN), ANA)
                    .expectNoEvents()
                    .expectAnswer(new ConversationChanged(GROUP, 1));
        }

        @Test
        void nobodyElseRemovesMembersAndTheOwnerNotThemselves() {
            groupOf(ANA, BEN, CLEO).when(new KickMember(GROUP, ANA), BEN).expectRefusal(Reason.NOT_ALLOWED);
            groupOf(ANA, BEN, CLEO).when(new KickMember(GROUP, CLEO), BEN).expectRefusal(Reason.NOT_ALLOWED);
            groupOf(ANA, BEN, CLEO).when(new KickMember(GROUP, ANA), ANA).expectRefusal(Reason.NOT_ALLOWED);
        }

        @Test
        void whoWasKickedComesBackWhenAdded() {
            groupOf(ANA, BEN)
                    .after(new MemberKicked(GROUP, BEN, 0, ANA, NOW))
                    .when(new AddMembers(GROUP, Set.of(BEN)), ANA)
                    .expectEvents(new MembersAdded(GROUP, List.of(BEN), 0, ANA, NOW));
        }
    }

    @Nested
    class Leaving {

        @Test
        void aMemberLeaves() {
            groupOf(ANA, BEN).when(new LeaveConversation(GROUP), BEN).expectEvents(new MemberLeft(GROUP, 0, BEN, NOW));
        }

        @Test
        void theOwnerStaysAsLongAsOthersDo() {
            groupOf(ANA, BEN).when(new LeaveConversation(GROUP), ANA).expectRefusal(Reason.NOT_ALLOWED);
        }

        @Test
        void withTheLastOneTheGroupEnds() {
            groupOf(ANA)
                    .when(new LeaveConversation(GROUP), ANA)
                    .expectEvents(new MemberLeft(GROUP, 0, ANA, NOW), new GroupDisbanded(GROUP, 0, ANA, NOW));
        }

        @Test
        void oneLeavesOnlyOnce() {
            groupOf(ANA, BEN)
                    .after(new MemberLeft(GROUP, 0, BEN, NOW))
                    .when(new LeaveConversation(GROUP), BEN)
                    .expectRefusal(Reason.NOT_A_MEMBER);
        }

        @Test
        void whatDoesNotExistCannotBeLeft() {
            nothing()
                    .when(new LeaveConversation(GROUP), ANA)
                    .result()
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }
}
