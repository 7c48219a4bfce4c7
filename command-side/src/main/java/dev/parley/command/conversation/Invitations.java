package dev.parley.command.conversation;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.InvitationSeen;
import dev.parley.api.conversation.InvitationSeen.State;
import dev.parley.api.conversation.InvitationToken;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.LookAtInvitation;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.conversation.MembershipEvent.InvitationRevoked;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.conversation.Entrance.Way;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/**
 * The links that let people into a group. An invitation is found by the hash of its secret alone: whoever has no secret of ours is told
 * the same whether there is a group or not.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Invitations {

    /** Of those that are no good any more, so that their holders are told why. */
    private static final int REMEMBERED = 200;

    private static final Duration LONGEST = Duration.ofDays(3_660);

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    @JsonIgnore
    private final GroupFace face;

    @JsonIgnore
    private final Entrance entrance;

    private Map<String, Invitation> bySecret = new LinkedHashMap<>();

    Invitations(Members members, GroupRules rules, GroupFace face, Entrance entrance) {
        this.members = members;
        this.rules = rules;
        this.face = face;
        this.entrance = entrance;
    }

    @CommandHandler
    ConversationChanged handle(CreateInvitation create, @Sender UserId by, Clock clock, ConversationLimits limits) {
        members.require(by);
        rules.requireGroup("Nobody can be invited to a direct conversation; make a group instead.");
        members.requireRole(by, rules.settings().invite());
        if (bySecret.values().stream().anyMatch(each -> each.id().equals(create.invitation()))) {
            return madeBefore(create);
        }
        Instant now = clock.instant();
        requireAhead(create.expiresAt(), now);
        require(
                bySecret.values().stream().filter(each -> each.goodAt(now)).count() < limits.maxInvitations(),
                TOO_MANY,
                "A group has at most " + limits.maxInvitations() + " invitations at once; revoke one first.");
        apply(new InvitationCreated(
                create.conversation(),
                create.invitation(),
                create.secretHash(),
                create.expiresAt(),
                create.maxUses(),
                by,
                now));
        return new ConversationChanged(create.conversation(), getVersion());
    }

    private ConversationChanged madeBefore(CreateInvitation create) {
        Invitation before = bySecret.get(create.secretHash());
        require(
                before != null && before.isWhat(create),
                CONFLICT,
                "The idempotency key was used for another invitation, or so long ago that its token is told no more; use a new one.");
        return new ConversationChanged(create.conversation(), getVersion());
    }

    private static void requireAhead(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            throw new InvalidInput(
                    "expiresAt", "An invitation ends in the future, within " + LONGEST.toDays() + " days from now.");
        }
    }

    @CommandHandler
    ConversationChanged handle(RevokeInvitation revoke, @Sender UserId by, Clock clock) {
        members.require(by);
        Invitation invitation = bySecret.values().stream()
                .filter(each -> each.id().equals(revoke.invitation()))
                .findFirst()
                .orElseThrow(InvitationToken::noSuchInvitation);
        if (!invitation.by().equals(by)) {
            members.requireRole(by, MemberRole.ADMIN);
        }
        if (!invitation.revoked()) {
            apply(new InvitationRevoked(revoke.conversation(), revoke.invitation(), by, clock.instant()));
        }
        return new ConversationChanged(revoke.conversation(), getVersion());
    }

    @CommandHandler
    ConversationChanged handle(AcceptInvitation accept, @Sender UserId by, Clock clock, ConversationLimits limits) {
        Invitation invitation = find(accept.secretHash());
        if (!members.contains(by)) {
            Instant now = clock.instant();
            State state = state(invitation, now);
            require(state == State.GOOD, GONE, refusal(state));
            entrance.admit(
                    accept.conversation(),
                    List.of(by),
                    new Way(JoinedVia.INVITATION, invitation.id(), by, now),
                    limits);
        }
        return new ConversationChanged(accept.conversation(), getVersion());
    }

    @CommandHandler
    InvitationSeen handle(LookAtInvitation look, Clock clock) {
        State state = state(find(look.secretHash()), clock.instant());
        return state == State.GOOD
                ? new InvitationSeen(state, face.name(), members.count())
                : new InvitationSeen(state, null, 0);
    }

    private Invitation find(String secretHash) {
        return Optional.ofNullable(bySecret.get(secretHash)).orElseThrow(InvitationToken::noSuchInvitation);
    }

    private State state(Invitation invitation, Instant now) {
        return rules.over() ? State.OVER : invitation.state(now);
    }

    private static String refusal(State state) {
        return switch (state) {
            case GOOD -> "";
            case OVER -> "The group that this invitation was for is no more.";
            case REVOKED -> "This invitation has been revoked.";
            case USED_UP -> "This invitation has been used as often as it may be.";
            case EXPIRED -> "This invitation has expired.";
        };
    }

    @EventSourcingHandler
    void on(InvitationCreated created) {
        bySecret.put(created.secretHash(), Invitation.of(created));
        var oldest = bySecret.values().iterator();
        for (int dead = countDead(created.at()); dead > REMEMBERED; ) {
            if (!oldest.next().goodAt(created.at())) {
                oldest.remove();
                dead--;
            }
        }
    }

    private int countDead(Instant now) {
        return Math.toIntExact(
                bySecret.values().stream().filter(each -> !each.goodAt(now)).count());
    }

    @EventSourcingHandler
    void on(InvitationRevoked revoked) {
        bySecret.replaceAll((secret, each) -> each.id().equals(revoked.invitation()) ? each.revoke() : each);
    }

    @EventSourcingHandler
    void on(MembersAdded added) {
        if (added.invitation() != null) {
            bySecret.replaceAll((secret, each) -> each.id().equals(added.invitation()) ? each.use() : each);
        }
    }
}
