package dev.parley.command.conversation;

import static dev.parley.api.Reason.MAY_NOT_JOIN;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.conversation.MembershipEvent.JoinRequestRejected;
import dev.parley.api.conversation.MembershipEvent.JoinRequestWithdrawn;
import dev.parley.api.conversation.MembershipEvent.JoinRequested;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.conversation.Entrance.Way;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** How people who are outside get in by themselves: they join, or ask to. To them, a group that wants neither does not exist. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Admission {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    @JsonIgnore
    private final Bans bans;

    @JsonIgnore
    private final Entrance entrance;

    private Set<UserId> waiting = new LinkedHashSet<>();

    Admission(Members members, GroupRules rules, Bans bans, Entrance entrance) {
        this.members = members;
        this.rules = rules;
        this.bans = bans;
        this.entrance = entrance;
    }

    @CommandHandler
    ConversationChanged handle(JoinGroup join, @Sender UserId by, Clock clock, ConversationLimits limits) {
        if (!members.contains(by)) {
            requireMayCome(by);
            require(
                    rules.settings().joinMode() == JoinMode.OPEN,
                    MAY_NOT_JOIN,
                    "This group wants to be asked; send a join request.");
            joinBySelf(join.conversation(), by, clock, limits);
        }
        return changed(join.conversation());
    }

    @CommandHandler
    ConversationChanged handle(RequestToJoin request, @Sender UserId by, Clock clock, ConversationLimits limits) {
        if (!members.contains(by) && !waiting.contains(by)) {
            requireMayCome(by);
            if (rules.settings().joinMode() == JoinMode.OPEN) {
                joinBySelf(request.conversation(), by, clock, limits);
            } else {
                require(
                        waiting.size() < limits.maxJoinRequests(),
                        TOO_MANY,
                        "More than " + limits.maxJoinRequests() + " people cannot wait to be let in; try again later.");
                apply(new JoinRequested(request.conversation(), request.message(), by, clock.instant()));
            }
        }
        return changed(request.conversation());
    }

    @CommandHandler
    ConversationChanged handle(WithdrawJoinRequest withdraw, @Sender UserId by, Clock clock) {
        if (waiting.contains(by)) {
            apply(new JoinRequestWithdrawn(withdraw.conversation(), by, clock.instant()));
        } else {
            require(members.contains(by) || rules.showsItself(), NOT_FOUND, "No such join request.");
        }
        return changed(withdraw.conversation());
    }

    @CommandHandler
    ConversationChanged handle(ApproveJoinRequest approve, @Sender UserId by, Clock clock, ConversationLimits limits) {
        members.require(by);
        members.requireRole(by, MemberRole.ADMIN);
        if (!members.contains(approve.user())) {
            require(waiting.contains(approve.user()), NOT_FOUND, "They do not ask to be let in any more.");
            entrance.admit(
                    approve.conversation(),
                    List.of(approve.user()),
                    new Way(JoinedVia.REQUEST, null, by, clock.instant()),
                    limits);
        }
        return changed(approve.conversation());
    }

    @CommandHandler
    ConversationChanged handle(RejectJoinRequest reject, @Sender UserId by, Clock clock) {
        members.require(by);
        members.requireRole(by, MemberRole.ADMIN);
        require(!members.contains(reject.user()), NOT_FOUND, "They are in the group already.");
        if (waiting.contains(reject.user())) {
            apply(new JoinRequestRejected(reject.conversation(), reject.user(), by, clock.instant()));
        }
        return changed(reject.conversation());
    }

    /** Somebody who is waiting for a group that no account is behind any more. Called by the roster, which ends memberships. */
    void forget(RemoveErasedMember remove, Clock clock) {
        if (waiting.contains(remove.member())) {
            apply(new JoinRequestWithdrawn(remove.conversation(), remove.member(), clock.instant()));
        }
    }

    private void requireMayCome(UserId by) {
        require(!bans.contain(by), MAY_NOT_JOIN, "The admins of this group let you in no more.");
        require(rules.showsItself() || members.wasOne(by), NOT_FOUND, "No such conversation.");
        require(rules.showsItself(), MAY_NOT_JOIN, "This group lets nobody in who is not invited.");
    }

    private void joinBySelf(ConversationId conversation, UserId by, Clock clock, ConversationLimits limits) {
        entrance.admit(conversation, List.of(by), new Way(JoinedVia.OPEN, null, by, clock.instant()), limits);
    }

    private static ConversationChanged changed(ConversationId conversation) {
        return new ConversationChanged(conversation, getVersion());
    }

    @EventSourcingHandler
    void on(JoinRequested requested) {
        waiting.add(requested.by());
    }

    @EventSourcingHandler
    void on(JoinRequestWithdrawn withdrawn) {
        waiting.remove(withdrawn.by());
    }

    @EventSourcingHandler
    void on(JoinRequestRejected rejected) {
        waiting.remove(rejected.user());
    }

    @EventSourcingHandler
    void on(MemberBanned banned) {
        waiting.remove(banned.member());
    }

    /** By whatever way they came. */
    @EventSourcingHandler
    void on(MembersAdded added) {
        added.members().forEach(waiting::remove);
    }

    @EventSourcingHandler
    void on(GroupDisbanded disbanded) {
        waiting.clear();
    }
}
