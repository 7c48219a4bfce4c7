package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.DAN;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.InvitationSeen;
import dev.parley.api.conversation.InvitationToken;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.LookAtInvitation;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.conversation.MembershipEvent.InvitationRevoked;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvitationsTest {

    private static final InvitationId LINK = new InvitationId(new UUID(5, 1));
    private static final String SECRET = "the hash of a secret";

    private static InvitationCreated link(@Nullable Instant expiresAt, @Nullable Integer maxUses) {
        return new InvitationCreated(GROUP, LINK, SECRET, expiresAt, maxUses, ANA, NOW.minusSeconds(60));
    }

    private static MembersAdded came(UserId user) {
        return new MembersAdded(GROUP, List.of(user), 0, 0, JoinedVia.INVITATION, LINK, user, NOW);
    }

    private static AcceptInvitation accept() {
        return new AcceptInvitation(GROUP, SECRET);
    }

    private static CreateInvitation create(@Nullable Instant expiresAt, @Nullable Integer maxUses) {
        return new CreateInvitation(GROUP, LINK, SECRET, expiresAt, maxUses);
    }

    @Test
    void aLinkIsMadeAndSomebodyComesByIt() {
        groupOf(ANA)
                .when(create(NOW.plusSeconds(60), 3), ANA)
                .expectEvents(new InvitationCreated(GROUP, LINK, SECRET, NOW.plusSeconds(60), 3, ANA, NOW));
        groupOf(ANA).after(link(null, null)).when(accept(), BEN).expectEvents(came(BEN));
    }

    @Test
    void whoIsInStaysAsTheyAreAndTheLinkKeepsItsUse() {
        groupOf(ANA, BEN).after(link(null, 1)).when(accept(), BEN).expectNoEvents();
        groupOf(ANA).after(link(null, 1), came(BEN)).when(accept(), BEN).expectNoEvents();
    }

    @Test
    void aLinkIsGoodForSoManyUses() {
        groupOf(ANA).after(link(null, 2), came(BEN)).when(accept(), CLEO).expectEvents(came(CLEO));
        groupOf(ANA)
                .after(link(null, 2), came(BEN), came(CLEO))
                .when(accept(), DAN)
                .expectRefusal(Reason.GONE);
    }

    @Test
    void aLinkThatIsOverOrTakenBackLetsNobodyIn() {
        groupOf(ANA).after(link(NOW, null)).when(accept(), BEN).expectRefusal(Reason.GONE);
        groupOf(ANA)
                .after(link(null, null), new InvitationRevoked(GROUP, LINK, ANA, NOW))
                .when(accept(), BEN)
                .expectRefusal(Reason.GONE);
        groupOf(ANA)
                .after(link(null, null), new GroupDisbanded(GROUP, 0, ANA, NOW))
                .when(accept(), BEN)
                .expectRefusal(Reason.GONE);
    }

    @Test
    void whoeverHasNoSecretOfOursLearnsNothing() {
        groupOf(ANA).when(accept(), BEN).expectRefusal(Reason.NOT_FOUND);
        for (String token : List.of("", "x", "ä", "AAAA", "A".repeat(65), "../..")) {
            assertThatThrownBy(() -> InvitationToken.parse(token))
                    .isInstanceOf(CommandRefused.class)
                    .hasMessage("No such invitation.");
        }
    }

    @Test
    void theSameLinkIsMadeOnceHoweverOftenItIsAskedFor() {
        groupOf(ANA).after(link(NOW, 3)).when(create(NOW, 3), ANA).expectNothingNew();
        groupOf(ANA).after(link(null, 3)).when(create(null, 4), ANA).expectRefusal(Reason.CONFLICT);
        groupOf(ANA)
                .after(link(null, null))
                .when(new CreateInvitation(GROUP, LINK, "another secret", null, null), ANA)
                .expectRefusal(Reason.CONFLICT);
    }

    @Test
    void whoeverHasTheLinkSeesWhereItLeads() {
        LookAtInvitation look = new LookAtInvitation(GROUP, SECRET);
        groupOf(ANA, BEN)
                .after(link(null, null))
                .when(look, UserId.PARLEY)
                .expectAnswer(new InvitationSeen(InvitationSeen.State.GOOD, ConversationFixture.NAME, 2));
        groupOf(ANA)
                .after(link(NOW, null))
                .when(look, UserId.PARLEY)
                .expectAnswer(new InvitationSeen(InvitationSeen.State.EXPIRED, null, 0));
        groupOf(ANA)
                .after(link(null, 1), came(BEN))
                .when(look, UserId.PARLEY)
                .expectAnswer(new InvitationSeen(InvitationSeen.State.USED_UP, null, 0));
        groupOf(ANA).when(look, UserId.PARLEY).expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void aBanCountsMoreThanALink() {
        groupOf(ANA)
                .after(link(null, null), new MemberBanned(GROUP, BEN, ANA, NOW))
                .when(accept(), BEN)
                .expectRefusal(Reason.MAY_NOT_JOIN);
    }

    @Test
    void onlySoManyLinksAreGoodAtOnce() {
        ConversationEvent[] links = new ConversationEvent[100];
        for (int i = 0; i < links.length; i++) {
            Instant until = i == 0 ? NOW : null; // over by now
            links[i] = new InvitationCreated(
                    GROUP, new InvitationId(new UUID(6, i)), "hash " + i, until, null, ANA, NOW.minusSeconds(60));
        }
        groupOf(ANA)
                .after(links)
                .when(create(null, null), ANA)
                .expectEvents(new InvitationCreated(GROUP, LINK, SECRET, null, null, ANA, NOW));
        groupOf(ANA)
                .after(links)
                .after(link(null, null))
                .when(new CreateInvitation(GROUP, new InvitationId(new UUID(6, 100)), "hash", null, null), ANA)
                .expectRefusal(Reason.TOO_MANY);
    }

    @Test
    void aLinkHasTermsThatMakeSense() {
        groupOf(ANA).when(create(NOW, null), ANA).expectRefusal(Reason.INVALID);
        groupOf(ANA).when(create(Instant.MAX, null), ANA).expectRefusal(Reason.INVALID);
        assertThatThrownBy(() -> create(null, 0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void takingBackWhatIsTakenBackChangesNothing() {
        groupOf(ANA)
                .after(link(null, null))
                .when(new RevokeInvitation(GROUP, LINK), ANA)
                .expectEvents(new InvitationRevoked(GROUP, LINK, ANA, NOW));
        groupOf(ANA)
                .after(link(null, null), new InvitationRevoked(GROUP, LINK, ANA, NOW))
                .when(new RevokeInvitation(GROUP, LINK), ANA)
                .expectNoEvents();
        groupOf(ANA).when(new RevokeInvitation(GROUP, LINK), ANA).expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void aTokenLeadsToItsGroupAndSaysNothingAloud() {
        ConversationId group = new ConversationId(UUID.randomUUID());
        InvitationToken token = InvitationToken.of(group, new byte[InvitationToken.SECRET_BYTES]);
        InvitationToken read = InvitationToken.parse(token.text());
        assertThat(read.conversation()).isEqualTo(group);
        assertThat(read.hash()).isEqualTo(token.hash()).hasSize(43);
        assertThat(token).asString().doesNotContain(token.text());
    }
}
