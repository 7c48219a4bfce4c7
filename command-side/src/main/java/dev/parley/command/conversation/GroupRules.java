package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.command.conversation.Guard.require;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.people.UserId;
import dev.parley.command.contact.Contacts;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What kind of conversation it is, and the rules that it has given itself. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class GroupRules {

    private ConversationType type = ConversationType.GROUP;
    private GroupSettings settings = GroupSettings.DEFAULT;

    ConversationType type() {
        return type;
    }

    GroupSettings settings() {
        return settings;
    }

    void requireGroup(String detail) {
        require(type == ConversationType.GROUP, NOT_ALLOWED, detail);
    }

    /** In a direct conversation the other one has to want it; what is said to oneself concerns nobody. */
    void requireWriting(Members members, UserId by, Contacts contacts) {
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
}
