package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.conversation.MembershipEvent.MemberUnbanned;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Who gets into a group no more, by whatever way. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Bans {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    @JsonIgnore
    private final Said said;

    private Set<UserId> banned = new HashSet<>();

    Bans(Members members, GroupRules rules, Said said) {
        this.members = members;
        this.rules = rules;
        this.said = said;
    }

    @CommandHandler
    ConversationChanged handle(BanMember ban, @Sender UserId by, Clock clock, ConversationLimits limits) {
        members.require(by);
        rules.requireGroup("Nobody can be banned from a direct conversation; block them instead.");
        UserId member = ban.member();
        require(!member.equals(by), NOT_ALLOWED, "Nobody bans themselves; to go, leave.");
        members.requireAbove(by, member);
        if (!banned.contains(member)) {
            require(
                    banned.size() < limits.maxBans(),
                    TOO_MANY,
                    "A group bans at most " + limits.maxBans() + " people; unban somebody first.");
            if (members.contains(member)) {
                apply(new MemberKicked(ban.conversation(), member, said.headSeq(), by, clock.instant()));
            }
            apply(new MemberBanned(ban.conversation(), member, by, clock.instant()));
        }
        return new ConversationChanged(ban.conversation(), getVersion());
    }

    @CommandHandler
    ConversationChanged handle(UnbanMember unban, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("Nobody is banned from a direct conversation.");
        members.requireRole(by, MemberRole.ADMIN);
        if (banned.contains(unban.member())) {
            apply(new MemberUnbanned(unban.conversation(), unban.member(), by, clock.instant()));
        }
        return new ConversationChanged(unban.conversation(), getVersion());
    }

    boolean contain(UserId user) {
        return banned.contains(user);
    }

    @EventSourcingHandler
    void on(MemberBanned ban) {
        banned.add(ban.member());
    }

    @EventSourcingHandler
    void on(MemberUnbanned unban) {
        banned.remove(unban.member());
    }

    @EventSourcingHandler
    void on(GroupDisbanded disbanded) {
        banned.clear();
    }
}
