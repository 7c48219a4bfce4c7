package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.MembersView.Ban;
import dev.parley.api.conversation.MembersView.Ending;
import dev.parley.api.conversation.MembersView.Invitation;
import dev.parley.api.conversation.MembersView.JoinRequest;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.conversation.MembershipEvent;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What events do to one part of a conversation's people. */
final class MembersOfPart {

    private final int slot;
    private final Map<UserId, Member> members;
    private final Map<UserId, Ban> bans;
    private final Map<UserId, JoinRequest> requests;
    private final Map<InvitationId, Invitation> invitations;
    private final Map<UserId, Instant> mutes;
    private @Nullable Ending ending;

    private MembersOfPart(MembersView before, int slot) {
        this.slot = slot;
        this.members = new HashMap<>(before.members());
        this.bans = new HashMap<>(before.bans());
        this.requests = new HashMap<>(before.joinRequests());
        this.invitations = new HashMap<>(before.invitations());
        this.mutes = new HashMap<>(before.mutes());
        this.ending = before.ending();
    }

    /** The parts that the event changes. */
    static Set<Integer> touched(ConversationEvent event) {
        return switch (event) {
            case ConversationCreated created -> slots(created.members().stream());
            case MembersAdded added ->
                slots(Stream.concat(added.members().stream(), Stream.ofNullable(added.invitation())));
            case MemberKicked kicked -> slots(Stream.of(kicked.member()));
            case MemberLeft left -> slots(Stream.of(left.by()));
            case GroupDisbanded disbanded ->
                IntStream.range(0, MembersView.SLOTS).boxed().collect(Collectors.toSet());
            case MembershipEvent.MemberRoleChanged changed -> slots(Stream.of(changed.member()));
            case MembershipEvent.OwnershipTransferred transferred ->
                slots(Stream.of(transferred.from(), transferred.to()));
            case MembershipEvent.NicknameChanged changed -> slots(Stream.of(changed.member()));
            case MembershipEvent.MemberMuted muted -> slots(Stream.of(muted.member()));
            case MembershipEvent.MemberUnmuted unmuted -> slots(Stream.of(unmuted.member()));
            case MembershipEvent.MemberBanned banned -> slots(Stream.of(banned.member()));
            case MembershipEvent.MemberUnbanned unbanned -> slots(Stream.of(unbanned.member()));
            case MembershipEvent.JoinRequested requested -> slots(Stream.of(requested.by()));
            case MembershipEvent.JoinRequestWithdrawn withdrawn -> slots(Stream.of(withdrawn.by()));
            case MembershipEvent.JoinRequestRejected rejected -> slots(Stream.of(rejected.user()));
            case MembershipEvent.InvitationCreated created -> slots(Stream.of(created.invitation()));
            case MembershipEvent.InvitationRevoked revoked -> slots(Stream.of(revoked.invitation()));
            case ConversationEvent other -> Set.of();
        };
    }

    static MembersView after(MembersView before, int slot, ConversationEvent event, long version) {
        if (before.version() >= version) {
            return before;
        }
        MembersOfPart part = new MembersOfPart(before, slot);
        part.on(event, version);
        return new MembersView(
                before.key(),
                version,
                part.members,
                part.bans,
                part.requests,
                part.invitations,
                part.mutes,
                part.ending);
    }

    private void on(ConversationEvent event, long version) {
        switch (event) {
            case ConversationCreated created -> begin(created);
            case MembersAdded added -> add(added);
            case MemberKicked kicked -> part(kicked.member(), kicked.at());
            case MemberLeft left -> part(left.by(), left.at());
            case GroupDisbanded disbanded -> ending = new Ending(version, disbanded.headSeq());
            case MembershipEvent membership -> on(membership);
            case ConversationEvent other -> {}
        }
    }

    private void on(MembershipEvent event) {
        switch (event) {
            case MembershipEvent.MemberRoleChanged changed ->
                change(changed.member(), member -> member.with(changed.role()));
            case MembershipEvent.OwnershipTransferred transferred -> {
                change(transferred.from(), member -> member.with(MemberRole.ADMIN));
                change(transferred.to(), member -> member.with(MemberRole.OWNER).mutedUntil(null));
            }
            case MembershipEvent.NicknameChanged changed ->
                change(changed.member(), member -> member.called(changed.nickname()));
            case MembershipEvent.MemberMuted muted ->
                change(muted.member(), member -> member.mutedUntil(muted.until()));
            case MembershipEvent.MemberUnmuted unmuted -> change(unmuted.member(), member -> member.mutedUntil(null));
            case MembershipEvent.MemberBanned banned -> {
                bans.put(banned.member(), new Ban(banned.by(), banned.at()));
                requests.remove(banned.member());
            }
            case MembershipEvent.MemberUnbanned unbanned -> bans.remove(unbanned.member());
            case MembershipEvent.JoinRequested requested ->
                requests.put(requested.by(), new JoinRequest(requested.message(), requested.at()));
            case MembershipEvent.JoinRequestWithdrawn withdrawn -> requests.remove(withdrawn.by());
            case MembershipEvent.JoinRequestRejected rejected -> requests.remove(rejected.user());
            case MembershipEvent.InvitationCreated created -> {
                // Those that are over are of no use to anybody; here they make room, so that the view stays as small as
                // the group's rule.
                invitations.values().removeIf(invitation -> !invitation.open(created.at()));
                invitations.put(
                        created.invitation(),
                        new Invitation(created.by(), created.at(), created.expiresAt(), created.maxUses(), 0));
            }
            case MembershipEvent.InvitationRevoked revoked -> invitations.remove(revoked.invitation());
            case MembersAdded added -> add(added);
            case MemberKicked kicked -> part(kicked.member(), kicked.at());
            case MemberLeft left -> part(left.by(), left.at());
        }
    }

    private void begin(ConversationCreated created) {
        for (UserId user : ofThisPart(created.members())) {
            boolean owner = created.type() == ConversationType.GROUP && user.equals(created.by());
            MemberRole role = owner ? MemberRole.OWNER : MemberRole.MEMBER;
            members.put(user, new Member(role, null, null, created.at(), 0));
        }
    }

    private void add(MembersAdded added) {
        for (UserId user : ofThisPart(added.members())) {
            members.putIfAbsent(
                    user, new Member(MemberRole.MEMBER, null, mutes.remove(user), added.at(), added.afterSeq()));
            requests.remove(user);
        }
        InvitationId invitation = added.invitation();
        if (invitation != null) {
            invitations.computeIfPresent(invitation, (id, known) -> known.used());
        }
    }

    /** A mute outlives going and coming back. */
    private void part(UserId user, Instant at) {
        Member member = members.remove(user);
        mutes.values().removeIf(until -> !until.isAfter(at));
        Instant muted = member == null ? null : member.mutedUntil();
        if (muted != null && muted.isAfter(at)) {
            mutes.put(user, muted);
        }
    }

    private List<UserId> ofThisPart(Collection<UserId> users) {
        return users.stream().filter(user -> MembersView.slot(user) == slot).toList();
    }

    private void change(UserId user, UnaryOperator<Member> step) {
        members.computeIfPresent(user, (id, member) -> step.apply(member));
    }

    private static Set<Integer> slots(Stream<?> ids) {
        return ids.map(MembersView::slot).collect(Collectors.toSet());
    }
}
