package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.MemberUnmuted;
import dev.parley.api.conversation.MembershipEvent.NicknameChanged;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** What each member is in a group: which role they have, what they are called, until when they are silent. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Ranks {

    private static final Duration LONGEST_MUTE = Duration.ofDays(3_660);

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    private Map<UserId, String> nicknames = new HashMap<>();
    private Map<UserId, Instant> mutedUntil = new HashMap<>();

    Ranks(Members members, GroupRules rules) {
        this.members = members;
        this.rules = rules;
    }

    /** Asks everything before it changes anything. */
    @CommandHandler
    ConversationChanged handle(ChangeMember change, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("In a direct conversation nobody has a role, a nickname or a mute.");
        members.requireOther(change.member());
        Instant now = clock.instant();
        requireMayChange(change, by, now);
        applyRole(change, by, now);
        applyNickname(change, by, now);
        applyMute(change, by, now);
        return new ConversationChanged(change.conversation(), getVersion());
    }

    private void requireMayChange(ChangeMember change, UserId by, Instant now) {
        UserId member = change.member();
        if (change.role() != null) {
            members.requireRole(by, MemberRole.OWNER);
            require(!member.equals(by), NOT_ALLOWED, "The owner stays the owner until the group is handed over.");
        }
        if (change.nickname() != null && !member.equals(by)) {
            members.requireAbove(by, member);
        }
        if (change.mutedUntil() != null) {
            members.requireAbove(by, member);
            if (change.mutedUntil().isAfter(now.plus(LONGEST_MUTE))) {
                throw new InvalidInput("mutedUntil", "A mute ends within " + LONGEST_MUTE.toDays() + " days from now.");
            }
        }
    }

    private void applyRole(ChangeMember change, UserId by, Instant now) {
        if (change.role() != null && change.role() != members.roleOf(change.member())) {
            apply(new MemberRoleChanged(change.conversation(), change.member(), change.role(), by, now));
        }
    }

    private void applyNickname(ChangeMember change, UserId by, Instant now) {
        String nickname = change.nickname();
        if (nickname != null && !nickname.equals(nicknames.getOrDefault(change.member(), ""))) {
            apply(new NicknameChanged(
                    change.conversation(), change.member(), nickname.isEmpty() ? null : nickname, by, now));
        }
    }

    private void applyMute(ChangeMember change, UserId by, Instant now) {
        if (change.mutedUntil() == null) {
            return;
        }
        Instant until = mutedUntil.getOrDefault(change.member(), Instant.MIN);
        if (!change.mutedUntil().isAfter(now)) {
            if (until.isAfter(now)) {
                apply(new MemberUnmuted(change.conversation(), change.member(), by, now));
            }
        } else if (!until.equals(change.mutedUntil())) {
            apply(new MemberMuted(change.conversation(), change.member(), change.mutedUntil(), by, now));
        }
    }

    @CommandHandler
    ConversationChanged handle(TransferOwnership transfer, @Sender UserId by, Clock clock) {
        members.require(by);
        rules.requireGroup("A direct conversation has no owner.");
        if (!members.owns(transfer.to())) {
            members.requireRole(by, MemberRole.OWNER);
            members.requireOther(transfer.to());
            apply(new OwnershipTransferred(transfer.conversation(), by, transfer.to(), by, clock.instant()));
        }
        return new ConversationChanged(transfer.conversation(), getVersion());
    }

    /** Until when they only listen; null = they speak. */
    @Nullable
    Instant mutedUntil(UserId member) {
        return mutedUntil.get(member);
    }

    @EventSourcingHandler
    void on(NicknameChanged changed) {
        if (changed.nickname() == null) {
            nicknames.remove(changed.member());
        } else {
            nicknames.put(changed.member(), changed.nickname());
        }
    }

    @EventSourcingHandler
    void on(MemberMuted muted) {
        mutedUntil.put(muted.member(), muted.until());
    }

    @EventSourcingHandler
    void on(MemberUnmuted unmuted) {
        mutedUntil.remove(unmuted.member());
    }

    /** Nobody could give an owner the word back. */
    @EventSourcingHandler
    void on(OwnershipTransferred transferred) {
        mutedUntil.remove(transferred.to());
    }

    /** A mute outlives going and coming back, or it could be walked around; it is kept until it is over anyway. */
    @EventSourcingHandler
    void on(MemberKicked kicked) {
        part(kicked.member(), kicked.at());
    }

    @EventSourcingHandler
    void on(MemberLeft left) {
        part(left.by(), left.at());
    }

    @EventSourcingHandler
    void on(GroupDisbanded disbanded) {
        nicknames.clear();
        mutedUntil.clear();
    }

    private void part(UserId member, Instant now) {
        nicknames.remove(member);
        mutedUntil.values().removeIf(until -> !until.isAfter(now));
    }
}
