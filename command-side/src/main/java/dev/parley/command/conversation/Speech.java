package dev.parley.command.conversation;

import static dev.parley.api.Reason.MUTED;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.SLOW_MODE;
import static dev.parley.command.conversation.Guard.require;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.people.UserId;
import dev.parley.command.contact.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Who may speak, and about speaking who may what. Remembers of members who spoke last when, while there is a slow mode. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Speech {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final Ranks ranks;

    @JsonIgnore
    private final GroupRules rules;

    private Map<UserId, Instant> lastSpoke = new HashMap<>();

    Speech(Members members, Ranks ranks, GroupRules rules) {
        this.members = members;
        this.ranks = ranks;
        this.rules = rules;
    }

    void requireMember(UserId user) {
        members.require(user);
    }

    /** Reacting is no speaking: whoever listens may. */
    void requireMayReact(UserId by, Contacts contacts) {
        members.require(by);
        requireNotSystem();
        rules.requireWriting(by, contacts);
    }

    void requireMayPin(UserId by) {
        members.require(by);
        requireNotSystem();
        requireRole(by, rules.settings().pin(), "pin messages");
    }

    /** Admins take back what others said, in a group. */
    boolean mayRecallOthers(UserId by) {
        return rules.type() == ConversationType.GROUP && members.roleOf(by).atLeast(MemberRole.ADMIN);
    }

    /** Whether a member may say it, so that these hear of it. */
    void requireMaySay(UserId by, List<UserId> mentions, boolean mentionsEveryone, Instant now, Contacts contacts) {
        members.require(by);
        requireNotSystem();
        rules.requireWriting(by, contacts);
        requireRole(by, rules.settings().post(), "speak");
        if (rules.settings().muteAll() && !members.roleOf(by).atLeast(MemberRole.ADMIN)) {
            throw new CommandRefused(MUTED, "Only admins speak here for now.");
        }
        Instant muted = ranks.mutedUntil(by);
        if (muted != null && muted.isAfter(now)) {
            throw new CommandRefused(MUTED, "You may speak here again at " + muted + ".");
        }
        if (!members.containsAll(mentions)) {
            throw new InvalidInput("mentions", "Only members can be mentioned.");
        }
        if (mentionsEveryone) {
            requireRole(by, rules.settings().mentionEveryone(), "mention everybody");
        }
    }

    /** Whether a member has waited long enough since their last message. */
    void requirePause(UserId by, Instant now) {
        Instant last = lastSpoke.get(by);
        if (last != null && !members.roleOf(by).atLeast(MemberRole.ADMIN)) {
            Duration wait =
                    Duration.between(now, last.plusSeconds(rules.settings().slowModeSeconds()));
            if (wait.isPositive()) {
                throw new CommandRefused(
                        SLOW_MODE,
                        "Members wait " + rules.settings().slowModeSeconds() + " seconds between two messages here.",
                        wait);
            }
        }
    }

    private void requireNotSystem() {
        require(rules.type() != ConversationType.SYSTEM, NOT_ALLOWED, "Only the service speaks here.");
    }

    /** The roles of a group mean nothing elsewhere. */
    private void requireRole(UserId by, MemberRole least, String wish) {
        if (rules.type() == ConversationType.GROUP) {
            require(
                    members.roleOf(by).atLeast(least),
                    NOT_ALLOWED,
                    "To " + wish + " here takes the role " + least.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    @EventSourcingHandler
    void on(MessageSent sent) {
        if (rules.settings().slowModeSeconds() > 0) {
            lastSpoke.put(sent.by(), sent.at());
        }
    }

    @EventSourcingHandler
    void on(GroupSettingsChanged changed) {
        if (changed.settings().slowModeSeconds() == 0) {
            lastSpoke.clear();
        }
    }

    /** Whoever comes back waits no more. */
    @EventSourcingHandler
    void on(MemberKicked kicked) {
        lastSpoke.remove(kicked.member());
    }

    @EventSourcingHandler
    void on(MemberLeft left) {
        lastSpoke.remove(left.by());
    }
}
