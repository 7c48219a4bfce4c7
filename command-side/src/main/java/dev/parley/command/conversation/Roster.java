package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** How people get into a group through its members, and out of it. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Roster {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    @JsonIgnore
    private final Said said;

    Roster(Members members, GroupRules rules, Said said) {
        this.members = members;
        this.rules = rules;
        this.said = said;
    }

    @CommandHandler
    ConversationChanged handle(
            AddMembers add, @Sender UserId by, Clock clock, ConversationLimits limits, Contacts contacts) {
        members.require(by);
        rules.requireGroup("Nobody can be added to a direct conversation; make a group instead.");
        List<UserId> news = members.newAmong(add.users());
        if (!news.isEmpty()) {
            limits.requireRoom(members.count() + news.size());
            news.forEach(user -> contacts.of(by, user).requireAdding());
            apply(new MembersAdded(add.conversation(), news, said.headSeq(), by, clock.instant()));
        }
        return changed(add.conversation());
    }

    @CommandHandler
    ConversationChanged handle(KickMember kick, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("Nobody can be removed from a direct conversation.");
        require(members.owns(by), NOT_ALLOWED, "Only the owner removes members.");
        require(!kick.member().equals(by), NOT_ALLOWED, "To remove yourself, leave.");
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
                "The owner cannot leave while others are in the group.");
        apply(new MemberLeft(leave.conversation(), said.headSeq(), by, clock.instant()));
        return changed(leave.conversation());
    }

    private static ConversationChanged changed(ConversationId conversation) {
        return new ConversationChanged(conversation, getVersion());
    }
}
