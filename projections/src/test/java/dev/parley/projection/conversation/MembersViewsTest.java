package dev.parley.projection.conversation;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static dev.parley.projection.Story.CAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipEvent;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.projection.Story;
import dev.parley.projection.runtime.StoredJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is in a group, what they are there, and what ends for whom. */
class MembersViewsTest extends Delivered {

    @ParameterizedTest
    @EnumSource
    void everybodyHasARoleANicknameAndATimeToBeQuiet(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN, CAI);
        story.then(at -> new MembershipEvent.MemberRoleChanged(story.conversation(), BEN, MemberRole.ADMIN, ANA, at))
                .then(at -> new MembershipEvent.NicknameChanged(story.conversation(), CAI, "Caicai", CAI, at))
                .then(at -> new MembershipEvent.MemberMuted(story.conversation(), CAI, at.plusSeconds(3600), BEN, at))
                .then(at -> new MembershipEvent.OwnershipTransferred(story.conversation(), ANA, BEN, ANA, at));
        deliver(story, delivery);

        assertThat(members(story))
                .containsOnly(
                        Map.entry(ANA, new Member(MemberRole.ADMIN, null, null, story.at(0), 0)),
                        Map.entry(BEN, new Member(MemberRole.OWNER, null, null, story.at(0), 0)),
                        Map.entry(
                                CAI,
                                new Member(
                                        MemberRole.MEMBER, "Caicai", story.at(3).plusSeconds(3600), story.at(0), 0)));
        assertThat(view(Views.CONVERSATIONS, story.conversation(), ConversationView.class)
                        .group())
                .isNotNull()
                .satisfies(group -> assertThat(group.owner()).isEqualTo(BEN));
    }

    @ParameterizedTest
    @EnumSource
    void whoMayReadEverythingHasNothingUnreadFromBefore(Delivery delivery) {
        Story story = Story.aGroupOf(ANA).says(ANA, "one").says(ANA, "two");
        story.then(at -> new MembersAdded(story.conversation(), List.of(BEN), 2, 0, JoinedVia.OPEN, null, BEN, at));
        deliver(story, delivery);

        Membership membership = membership(BEN, story);
        assertThat(membership.windows()).containsExactly(new Window(3, 2, 0, null, null));
        assertThat(membership.coversSeq(1)).isTrue();
        assertThat(membership.covers(2)).isFalse();
        assertThat(membership.unreadAfter()).isEqualTo(2);
        assertThat(members(story).get(BEN).afterSeq()).isZero();
    }

    @Test
    void aWindowFromBeforeNewcomersCouldReadEverythingIsRead() {
        Window window = StoredJson.MAPPER.readValue("{\"fromVersion\":4,\"afterSeq\":2}", Window.class);
        assertThat(window).isEqualTo(Window.from(4, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aDisbandedGroupIsOverForEverybodyThoughNobodyWasNamed(Delivery delivery) {
        UserId[] many = IntStream.range(10, 60).mapToObj(Story::user).toArray(UserId[]::new);
        Story story = Story.aGroupOf(ANA, BEN)
                .adds(ANA, many)
                .says(ANA, "the end")
                .leaves(BEN)
                .adds(ANA, CAI)
                .disbands(ANA);
        deliver(story, delivery);

        assertThat(membership(BEN, story).windows()).containsExactly(new Window(0, 0, 3L, 1L));
        assertThat(membership(CAI, story).windows()).containsExactly(new Window(4, 1, 5L, 1L));
        for (UserId each : many) {
            assertThat(membership(each, story).windows()).containsExactly(new Window(1, 0, 5L, 1L));
        }
        ConversationView head = view(Views.CONVERSATIONS, story.conversation(), ConversationView.class);
        assertThat(head.disbandedAt()).isEqualTo(story.at(5));
    }

    @ParameterizedTest
    @EnumSource
    void requestsInvitationsAndBansComeAndGo(Delivery delivery) {
        Story story = Story.aGroupOf(ANA);
        InvitationId used = new InvitationId(new UUID(1, 1));
        InvitationId revoked = new InvitationId(new UUID(1, 2));
        story.then(at -> new MembershipEvent.JoinRequested(story.conversation(), "please", BEN, at))
                .then(at -> new MembershipEvent.JoinRequested(story.conversation(), null, CAI, at))
                .then(at -> new MembershipEvent.JoinRequestRejected(story.conversation(), CAI, ANA, at))
                .then(at -> new MembershipEvent.MemberBanned(story.conversation(), CAI, ANA, at))
                .then(at -> new MembershipEvent.InvitationCreated(story.conversation(), used, "hash", null, 2, ANA, at))
                .then(at -> new MembershipEvent.InvitationCreated(
                        story.conversation(), revoked, "hash", null, null, ANA, at))
                .then(at -> new MembershipEvent.InvitationRevoked(story.conversation(), revoked, ANA, at))
                .then(at -> new MembersAdded(
                        story.conversation(), List.of(BEN), 0, 0, JoinedVia.INVITATION, used, BEN, at));
        deliver(story, delivery);

        List<MembersView> parts = parts(story);
        assertThat(parts).allSatisfy(part -> assertThat(part.joinRequests()).isEmpty());
        assertThat(parts).anySatisfy(part -> assertThat(part.bans()).containsOnlyKeys(CAI));
        assertThat(parts.stream().flatMap(part -> part.invitations().entrySet().stream()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getKey()).isEqualTo(used);
                    assertThat(each.getValue().uses()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    void aMuteOutlivesGoingAndComingBack(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN, CAI);
        Instant far = story.at(0).plus(Duration.ofDays(1));
        Instant near = story.at(0).plusMillis(1);
        story.then(at -> new MembershipEvent.MemberMuted(story.conversation(), BEN, far, ANA, at))
                .then(at -> new MembershipEvent.MemberMuted(story.conversation(), CAI, near, ANA, at))
                .kicks(ANA, BEN)
                .kicks(ANA, CAI)
                .adds(ANA, BEN, CAI);
        deliver(story, delivery);

        assertThat(members(story).get(BEN).mutedUntil()).isEqualTo(far);
        assertThat(members(story).get(CAI).mutedUntil()).isNull();
        story.then(at -> new MembershipEvent.OwnershipTransferred(story.conversation(), ANA, BEN, ANA, at));
        deliver(story, delivery);
        assertThat(members(story).get(BEN).mutedUntil()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whereSomebodyWaitsIsKnownUntilItIsDecided(Delivery delivery) {
        Story story = Story.aGroupOf(ANA);
        story.then(at -> new MembershipEvent.JoinRequested(story.conversation(), null, BEN, at))
                .then(at -> new MembershipEvent.JoinRequested(story.conversation(), null, CAI, at));
        deliver(story, delivery);
        assertThat(view(Views.MEMBERSHIPS, BEN, MembershipsView.class).asking()).containsOnlyKeys(story.conversation());

        story.adds(ANA, BEN).then(at -> new MembershipEvent.JoinRequestWithdrawn(story.conversation(), CAI, at));
        deliver(story, delivery);
        assertThat(view(Views.MEMBERSHIPS, BEN, MembershipsView.class).asking()).isEmpty();
        assertThat(view(Views.MEMBERSHIPS, CAI, MembershipsView.class).asking()).isEmpty();

        story.kicks(ANA, BEN).then(at -> new MembershipEvent.JoinRequested(story.conversation(), null, BEN, at));
        deliver(story, delivery);
        assertThat(view(Views.MEMBERSHIPS, BEN, MembershipsView.class).asking()).containsOnlyKeys(story.conversation());
    }

    private Map<UserId, Member> members(Story story) {
        Map<UserId, Member> members = new HashMap<>();
        parts(story).forEach(part -> members.putAll(part.members()));
        return members;
    }

    private List<MembersView> parts(Story story) {
        return store.all(Views.MEMBERS).stream()
                .filter(document -> document.getString("_id").startsWith(story.conversation() + ":"))
                .map((Document document) -> StoredJson.view(document, MembersView.class))
                .toList();
    }
}
