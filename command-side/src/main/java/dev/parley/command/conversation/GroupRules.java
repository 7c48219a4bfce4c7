package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What kind of conversation it is, and the rules that a group has given itself. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class GroupRules {

    @JsonIgnore
    private final Members members;

    private ConversationType type = ConversationType.GROUP;
    private GroupSettings settings = GroupSettings.DEFAULT;
    private boolean over;

    GroupRules(Members members) {
        this.members = members;
    }

    @CommandHandler
    ConversationChanged handle(ChangeGroupSettings change, @Sender UserId by, Clock clock) {
        members.require(by);
        requireGroup("A direct conversation has no settings.");
        members.requireRole(by, changesWhoMay(change) ? MemberRole.OWNER : MemberRole.ADMIN);
        GroupSettings after = settings.with(change);
        if (!after.equals(settings)) {
            apply(new GroupSettingsChanged(change.conversation(), after, by, clock.instant()));
        }
        return new ConversationChanged(change.conversation(), getVersion());
    }

    private static boolean changesWhoMay(ChangeGroupSettings change) {
        return change.post() != null
                || change.invite() != null
                || change.editInfo() != null
                || change.pin() != null
                || change.mentionEveryone() != null;
    }

    ConversationType type() {
        return type;
    }

    GroupSettings settings() {
        return settings;
    }

    /** It has been disbanded. */
    boolean over() {
        return over;
    }

    /** What newcomers do not read: the messages up to here. */
    long afterSeq(long headSeq) {
        return settings.history() == HistoryForNewcomers.ALL ? 0 : headSeq;
    }

    /** Whether somebody outside may know that there is such a group. */
    boolean showsItself() {
        return type == ConversationType.GROUP && !over && settings.joinMode() != JoinMode.INVITE_ONLY;
    }

    void requireGroup(String detail) {
        require(type == ConversationType.GROUP, NOT_ALLOWED, detail);
    }

    /** In a direct conversation the other one has to want it, and to exist still; what is said to oneself concerns nobody. */
    void requireWriting(UserId by, Contacts contacts) {
        if (type == ConversationType.DIRECT) {
            members.others(by).forEach(other -> contacts.of(by, other).requireWriting());
        }
    }

    @EventSourcingHandler
    void on(ConversationCreated created) {
        type = created.type();
    }

    @EventSourcingHandler
    void on(GroupSettingsChanged changed) {
        settings = changed.settings();
    }

    @EventSourcingHandler
    void on(GroupDisbanded disbanded) {
        over = true;
    }
}
