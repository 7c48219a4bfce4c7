package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.directBetween;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.sent;
import static dev.parley.command.conversation.GroupFixture.ledGroup;
import static dev.parley.command.conversation.GroupFixture.mute;
import static dev.parley.command.conversation.GroupFixture.nickname;
import static dev.parley.command.conversation.GroupFixture.role;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.MemberUnmuted;
import dev.parley.api.conversation.MembershipEvent.NicknameChanged;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roles, nicknames, mutes and who owns the group. Who may is in {@link GroupPermissionsTest}. */
class ChangeMemberTest {

    private static final Instant LATER = NOW.plusSeconds(600);

    private static SendMessage hello() {
        return new SendMessage(GROUP, null, new Content.Text("hello"), null, List.of());
    }

    @Test
    void aRoleIsGivenOnce() {
        groupOf(ANA, BEN)
                .when(role(BEN, MemberRole.ADMIN), ANA)
                .expectEvents(new MemberRoleChanged(GROUP, BEN, MemberRole.ADMIN, ANA, NOW));
        ledGroup().when(role(BEN, MemberRole.ADMIN), ANA).expectNoEvents();
    }

    @Test
    void nobodyIsMadeOwnerByARole() {
        assertThatThrownBy(() -> role(BEN, MemberRole.OWNER))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("transfer");
    }

    @Test
    void severalThingsChangeTogetherOrNotAtAll() {
        ChangeMember change = new ChangeMember(GROUP, CLEO, MemberRole.ADMIN, "Cle", LATER);
        ledGroup(CLEO)
                .when(change, ANA)
                .expectEvents(
                        new MemberRoleChanged(GROUP, CLEO, MemberRole.ADMIN, ANA, NOW),
                        new NicknameChanged(GROUP, CLEO, "Cle", ANA, NOW),
                        new MemberMuted(GROUP, CLEO, LATER, ANA, NOW));
        ledGroup(CLEO).when(change, BEN).expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void aNicknameIsANameOfAtMost50Characters() {
        groupOf(ANA, BEN)
                .when(nickname(BEN, " Be\u0301n "), BEN)
                .expectEvents(new NicknameChanged(GROUP, BEN, "Bén", BEN, NOW));
        assertThatThrownBy(() -> nickname(BEN, "x".repeat(51)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("50")
                .hasMessageContaining("51");
        assertThatThrownBy(() -> nickname(BEN, "\u202Enimda")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anEmptyNicknameTakesItAway() {
        groupOf(ANA, BEN)
                .after(new NicknameChanged(GROUP, BEN, "Benny", BEN, NOW))
                .when(nickname(BEN, ""), BEN)
                .expectEvents(new NicknameChanged(GROUP, BEN, null, BEN, NOW));
        groupOf(ANA, BEN).when(nickname(BEN, ""), BEN).expectNoEvents();
    }

    @Test
    void whoIsMutedIsSilentUntilItIsOver() {
        groupOf(ANA, BEN)
                .after(new MemberMuted(GROUP, BEN, NOW.plusSeconds(1), ANA, NOW))
                .when(hello(), BEN)
                .expectRefusal(Reason.MUTED);
        groupOf(ANA, BEN)
                .after(new MemberMuted(GROUP, BEN, NOW, ANA, NOW.minusSeconds(60)))
                .when(hello(), BEN)
                .expectEvents(sent(1, BEN, null, "hello"));
    }

    @Test
    void aMuteEndsEarlyByATimeThatIsOver() {
        groupOf(ANA, BEN)
                .after(new MemberMuted(GROUP, BEN, LATER, ANA, NOW))
                .when(mute(BEN, Instant.EPOCH), ANA)
                .expectEvents(new MemberUnmuted(GROUP, BEN, ANA, NOW));
        groupOf(ANA, BEN).when(mute(BEN, Instant.EPOCH), ANA).expectNoEvents();
        groupOf(ANA, BEN).when(mute(BEN, Instant.MAX), ANA).expectRefusal(Reason.INVALID);
    }

    @Test
    void aMuteIsNotWalkedAroundByComingBack() {
        groupOf(ANA, BEN)
                .after(
                        new MemberMuted(GROUP, BEN, LATER, ANA, NOW),
                        new MemberKicked(GROUP, BEN, 0, ANA, NOW),
                        new MembersAdded(GROUP, List.of(BEN), 0, ANA, NOW))
                .when(hello(), BEN)
                .expectRefusal(Reason.MUTED);
    }

    @Test
    void theOwnerHandsTheGroupOverAndStaysAsAdmin() {
        groupOf(ANA, BEN)
                .when(new TransferOwnership(GROUP, BEN), ANA)
                .expectEvents(new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW));
        var handedOver = groupOf(ANA, BEN, CLEO).after(new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW));
        handedOver
                .when(role(ANA, MemberRole.MEMBER), BEN)
                .expectEvents(new MemberRoleChanged(GROUP, ANA, MemberRole.MEMBER, BEN, NOW));
        groupOf(ANA, BEN, CLEO)
                .after(new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW))
                .when(new TransferOwnership(GROUP, CLEO), ANA)
                .expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void anOwnerIsNeverSilent() {
        groupOf(ANA, BEN)
                .after(
                        new MemberMuted(GROUP, BEN, LATER, ANA, NOW),
                        new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW))
                .when(hello(), BEN)
                .expectEvents(sent(1, BEN, null, "hello"));
    }

    @Test
    void inADirectConversationNobodyIsAnythingElse() {
        ConversationId direct = ConversationId.direct(ANA, BEN);
        directBetween(ANA, BEN)
                .when(new ChangeMember(direct, BEN, MemberRole.ADMIN, null, null), ANA)
                .expectRefusal(Reason.NOT_ALLOWED);
        directBetween(ANA, BEN).when(new TransferOwnership(direct, BEN), ANA).expectRefusal(Reason.NOT_ALLOWED);
    }
}
