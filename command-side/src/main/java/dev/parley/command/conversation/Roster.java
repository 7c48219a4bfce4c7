package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import dev.parley.command.conversation.Entrance.Way;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** How members bring others in, how they go, and the end of it all. */
final class Roster {

    private final Members members;
    private final GroupRules rules;
    private final Said said;
    private final Entrance entrance;
    private final Admission admission;

    Roster(Members members, GroupRules rules, Said said, Entrance entrance, Admission admission) {
        this.members = members;
        this.rules = rules;
        this.said = said;
        this.entrance = entrance;
        this.admission = admission;
    }

    @CommandHandler
    ConversationChanged handle(
            AddMembers add, @Sender UserId by, Clock clock, ConversationLimits limits, Contacts contacts) {
        members.require(by);
        rules.requireGroup("Nobody can be added to a direct conversation; make a group instead.");
        members.requireRole(by, rules.settings().invite());
        List<UserId> newcomers = members.newAmong(add.users());
        if (!newcomers.isEmpty()) {
            newcomers.forEach(user -> contacts.of(by, user).requireAdding());
            entrance.admit(add.conversation(), newcomers, new Way(JoinedVia.ADDED, null, by, clock.instant()), limits);
        }
        return changed(add.conversation());
    }

    @CommandHandler
    ConversationChanged handle(KickMember kick, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("Nobody can be removed from a direct conversation.");
        require(!kick.member().equals(by), NOT_ALLOWED, "To remove yourself, leave.");
        members.requireAbove(by, kick.member());
        if (members.contains(kick.member())) {
            apply(new MemberKicked(kick.conversation(), kick.member(), said.headSeq(), by, clock.instant()));
        }
        return changed(kick.conversation());
    }

    @CommandHandler
    ConversationChanged handle(LeaveConversation leave, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("A direct conversation cannot be left.");
        require(
                !members.owns(by) || members.count() == 1,
                NOT_ALLOWED,
                "The owner cannot leave while others are in the group; hand it over first, or disband it.");
        leave(leave.conversation(), by, clock.instant());
        return changed(leave.conversation());
    }

    @CommandHandler
    ConversationChanged handle(RemoveErasedMember remove, Clock clock) {
        UserId member = remove.member();
        admission.forget(remove, clock);
        if (members.contains(member)) {
            Instant now = clock.instant();
            if (members.owns(member)) {
                members.successor()
                        .ifPresent(heir ->
                                apply(new OwnershipTransferred(remove.conversation(), member, heir, member, now)));
            }
            leave(remove.conversation(), member, now);
        }
        return changed(remove.conversation());
    }

    /** The last one turns out the lights. */
    private void leave(ConversationId conversation, UserId member, Instant now) {
        apply(new MemberLeft(conversation, said.headSeq(), member, now));
        if (members.count() == 0 && rules.type() == ConversationType.GROUP) {
            apply(new GroupDisbanded(conversation, said.headSeq(), member, now));
        }
    }

    @CommandHandler
    ConversationChanged handle(DisbandGroup disband, @Sender UserId by, Clock clock) {
        if (!rules.over() || !members.wasOne(by)) {
            members.require(by);
            rules.requireGroup("A direct conversation stays.");
            members.requireRole(by, MemberRole.OWNER);
            apply(new GroupDisbanded(disband.conversation(), said.headSeq(), by, clock.instant()));
        }
        return changed(disband.conversation());
    }

    private static ConversationChanged changed(ConversationId conversation) {
        return new ConversationChanged(conversation, getVersion());
    }
}
