package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.DAN;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.GroupFixture.changed;
import static dev.parley.command.conversation.GroupFixture.joining;
import static dev.parley.command.conversation.GroupFixture.ledGroup;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.conversation.MembershipEvent.JoinRequestRejected;
import dev.parley.api.conversation.MembershipEvent.JoinRequestWithdrawn;
import dev.parley.api.conversation.MembershipEvent.JoinRequested;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.MemberUnbanned;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who gets in from outside, who is kept out, and what is left of somebody whose account ends. */
class AdmissionTest {

    private static MembersAdded joined(UserId user, JoinedVia via, UserId by) {
        return new MembersAdded(GROUP, List.of(user), 0, 0, via, null, by, NOW);
    }

    private static ConversationFixture groupThatIs(JoinMode mode) {
        return ledGroup(DAN).after(changed(joining(mode)));
    }

    private static JoinRequested request(UserId by) {
        return new JoinRequested(GROUP, null, by, NOW);
    }

    @Nested
    class Joining {

        @Test
        void anOpenGroupIsJoinedAndTheRestWantsToBeAsked() {
            groupThatIs(JoinMode.OPEN)
                    .when(new JoinGroup(GROUP), CLEO)
                    .expectEvents(joined(CLEO, JoinedVia.OPEN, CLEO));
            groupThatIs(JoinMode.OPEN)
                    .when(new RequestToJoin(GROUP, null), CLEO)
                    .expectEvents(joined(CLEO, JoinedVia.OPEN, CLEO));
            groupThatIs(JoinMode.REQUEST).when(new JoinGroup(GROUP), CLEO).expectRefusal(Reason.MAY_NOT_JOIN);
        }

        @Test
        void aGroupThatInvitesOnlyDoesNotExistForStrangers() {
            ledGroup().when(new JoinGroup(GROUP), CLEO).expectRefusal(Reason.NOT_FOUND);
            ledGroup().when(new RequestToJoin(GROUP, null), CLEO).expectRefusal(Reason.NOT_FOUND);
            ledGroup().when(new WithdrawJoinRequest(GROUP), CLEO).expectRefusal(Reason.NOT_FOUND);
            ledGroup(CLEO)
                    .after(new MemberLeft(GROUP, 0, CLEO, NOW))
                    .when(new JoinGroup(GROUP), CLEO)
                    .expectRefusal(Reason.MAY_NOT_JOIN);
        }

        @Test
        void aGroupThatIsOverIsJoinedByNobody() {
            groupThatIs(JoinMode.OPEN)
                    .after(new GroupDisbanded(GROUP, 0, ANA, NOW))
                    .when(new JoinGroup(GROUP), CLEO)
                    .expectRefusal(Reason.NOT_FOUND);
        }

        @Test
        void itsLimitHoldsHoweverOneComes() {
            UserId fifth = ConversationFixture.person(5);
            ledGroup(DAN, CLEO, fifth)
                    .after(changed(joining(JoinMode.OPEN)))
                    .when(new JoinGroup(GROUP), ConversationFixture.person(6))
                    .expectRefusal(Reason.TOO_MANY_MEMBERS);
        }
    }

    @Nested
    class Asking {

        @Test
        void whoAsksWaitsAndAsksOnce() {
            groupThatIs(JoinMode.REQUEST)
                    .when(new RequestToJoin(GROUP, " Let me in "), CLEO)
                    .expectEvents(new JoinRequested(GROUP, " Let me in ", CLEO, NOW));
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO))
                    .when(new RequestToJoin(GROUP, "Please"), CLEO)
                    .expectNoEvents();
            assertThatThrownBy(() -> new RequestToJoin(GROUP, "x".repeat(501)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("500");
        }

        @Test
        void anAdminSaysYesOrNo() {
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO))
                    .when(new ApproveJoinRequest(GROUP, CLEO), BEN)
                    .expectEvents(joined(CLEO, JoinedVia.REQUEST, BEN));
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO))
                    .when(new RejectJoinRequest(GROUP, CLEO), BEN)
                    .expectEvents(new JoinRequestRejected(GROUP, CLEO, BEN, NOW));
        }

        @Test
        void whoeverTakesItBackIsNotLetIn() {
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO))
                    .when(new WithdrawJoinRequest(GROUP), CLEO)
                    .expectEvents(new JoinRequestWithdrawn(GROUP, CLEO, NOW));
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO), new JoinRequestWithdrawn(GROUP, CLEO, NOW))
                    .when(new ApproveJoinRequest(GROUP, CLEO), BEN)
                    .expectRefusal(Reason.NOT_FOUND);
        }

        @Test
        void twoAdminsWhoDisagreeDoNotUndoEachOther() {
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO), joined(CLEO, JoinedVia.REQUEST, ANA))
                    .when(new RejectJoinRequest(GROUP, CLEO), BEN)
                    .expectRefusal(Reason.NOT_FOUND);
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO), new JoinRequestRejected(GROUP, CLEO, ANA, NOW))
                    .when(new ApproveJoinRequest(GROUP, CLEO), BEN)
                    .expectRefusal(Reason.NOT_FOUND);
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO), joined(CLEO, JoinedVia.REQUEST, ANA))
                    .when(new ApproveJoinRequest(GROUP, CLEO), BEN)
                    .expectNoEvents();
        }

        @Test
        void onlySoManyWait() {
            ConversationEvent[] crowd = new ConversationEvent[1_000];
            for (int i = 0; i < crowd.length; i++) {
                crowd[i] = request(ConversationFixture.person(100 + i));
            }
            groupThatIs(JoinMode.REQUEST)
                    .after(crowd)
                    .when(new RequestToJoin(GROUP, null), CLEO)
                    .expectRefusal(Reason.TOO_MANY);
        }
    }

    @Nested
    class Banning {

        private final MemberBanned ban = new MemberBanned(GROUP, CLEO, ANA, NOW);

        @Test
        void aMemberIsRemovedAndKeptOut() {
            ledGroup(CLEO)
                    .when(new BanMember(GROUP, CLEO), BEN)
                    .expectEvents(new MemberKicked(GROUP, CLEO, 0, BEN, NOW), new MemberBanned(GROUP, CLEO, BEN, NOW));
            ledGroup().when(new BanMember(GROUP, CLEO), BEN).expectEvents(new MemberBanned(GROUP, CLEO, BEN, NOW));
            ledGroup().after(ban).when(new BanMember(GROUP, CLEO), BEN).expectNoEvents();
        }

        @Test
        void byNoWayTheyGetIn() {
            groupThatIs(JoinMode.OPEN)
                    .after(ban)
                    .when(new JoinGroup(GROUP), CLEO)
                    .expectRefusal(Reason.MAY_NOT_JOIN);
            groupThatIs(JoinMode.REQUEST)
                    .after(ban)
                    .when(new RequestToJoin(GROUP, null), CLEO)
                    .expectRefusal(Reason.MAY_NOT_JOIN);
            ledGroup().after(ban).when(new AddMembers(GROUP, Set.of(CLEO)), ANA).expectRefusal(Reason.MAY_NOT_JOIN);
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO), ban)
                    .when(new ApproveJoinRequest(GROUP, CLEO), BEN)
                    .expectRefusal(Reason.NOT_FOUND);
        }

        @Test
        void untilTheBanIsLifted() {
            ledGroup()
                    .after(ban)
                    .when(new UnbanMember(GROUP, CLEO), BEN)
                    .expectEvents(new MemberUnbanned(GROUP, CLEO, BEN, NOW));
            groupThatIs(JoinMode.OPEN)
                    .after(ban, new MemberUnbanned(GROUP, CLEO, BEN, NOW))
                    .when(new JoinGroup(GROUP), CLEO)
                    .expectEvents(joined(CLEO, JoinedVia.OPEN, CLEO));
        }

        @Test
        void twoAdminsAtOnceRemoveAndBanInEitherOrder() {
            ledGroup(CLEO)
                    .after(new MemberKicked(GROUP, CLEO, 0, BEN, NOW), new MemberBanned(GROUP, CLEO, BEN, NOW))
                    .when(new KickMember(GROUP, CLEO), ANA)
                    .expectNoEvents();
            ledGroup(CLEO)
                    .after(new MemberKicked(GROUP, CLEO, 0, ANA, NOW))
                    .when(new BanMember(GROUP, CLEO), BEN)
                    .expectEvents(new MemberBanned(GROUP, CLEO, BEN, NOW));
        }
    }

    @Nested
    class Erasing {

        private final RemoveErasedMember remove = new RemoveErasedMember(GROUP, ANA);

        @Test
        void theGroupOfAnErasedOwnerGoesToTheAdminWhoIsLongestInIt() {
            groupOf(ANA, CLEO, BEN)
                    .after(new MemberRoleChanged(GROUP, BEN, MemberRole.ADMIN, ANA, NOW))
                    .when(remove, UserId.PARLEY)
                    .expectEvents(
                            new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW), new MemberLeft(GROUP, 0, ANA, NOW));
            groupOf(ANA, CLEO, BEN)
                    .when(remove, UserId.PARLEY)
                    .expectEvents(
                            new OwnershipTransferred(GROUP, ANA, CLEO, ANA, NOW), new MemberLeft(GROUP, 0, ANA, NOW));
        }

        @Test
        void withTheLastOneTheGroupEnds() {
            groupOf(ANA)
                    .when(remove, UserId.PARLEY)
                    .expectEvents(new MemberLeft(GROUP, 0, ANA, NOW), new GroupDisbanded(GROUP, 0, ANA, NOW));
            groupOf(ANA, BEN)
                    .after(new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW), new MemberLeft(GROUP, 0, ANA, NOW))
                    .when(remove, UserId.PARLEY)
                    .expectNoEvents();
        }

        @Test
        void nobodyWaitsAnyMore() {
            groupThatIs(JoinMode.REQUEST)
                    .after(request(CLEO))
                    .when(new RemoveErasedMember(GROUP, CLEO), UserId.PARLEY)
                    .expectEvents(new JoinRequestWithdrawn(GROUP, CLEO, NOW));
        }
    }
}
