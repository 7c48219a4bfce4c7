package dev.parley.command.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand.Announce;
import dev.parley.api.conversation.GroupCommand.ChangeGroupInfo;
import dev.parley.api.conversation.GroupEvent.AnnouncementChanged;
import dev.parley.api.conversation.GroupEvent.GroupInfoChanged;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** How a group shows itself, and what it wants everybody to know. Kept because an event tells it whole, and a change only in part. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class GroupFace {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    private GroupInfo info = GroupInfo.named("");
    private String announcement = "";

    GroupFace(Members members, GroupRules rules) {
        this.members = members;
        this.rules = rules;
    }

    String name() {
        return info.name();
    }

    @CommandHandler
    ConversationChanged handle(ChangeGroupInfo change, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("A direct conversation has no name, description, avatar or attributes.");
        members.requireRole(by, rules.settings().editInfo());
        GroupInfo after = info.with(change);
        if (!after.equals(info)) {
            apply(new GroupInfoChanged(change.conversation(), after, by, clock.instant()));
        }
        return new ConversationChanged(change.conversation(), getVersion());
    }

    @CommandHandler
    ConversationChanged handle(Announce announce, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("A direct conversation has no announcement.");
        members.requireRole(by, MemberRole.ADMIN);
        String text = announce.text();
        if (!text.equals(announcement)) {
            apply(new AnnouncementChanged(announce.conversation(), text.isEmpty() ? null : text, by, clock.instant()));
        }
        return new ConversationChanged(announce.conversation(), getVersion());
    }

    @EventSourcingHandler
    void on(ConversationCreated created) {
        if (created.type() == ConversationType.GROUP) {
            info = GroupInfo.of(created);
        }
    }

    @EventSourcingHandler
    void on(GroupInfoChanged changed) {
        info = changed.info();
    }

    @EventSourcingHandler
    void on(AnnouncementChanged changed) {
        announcement = changed.text() == null ? "" : changed.text();
    }
}
