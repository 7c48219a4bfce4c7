package dev.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, who was, and who owns it. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class Members {

    private Set<UserId> current = new LinkedHashSet<>();
    private Set<UserId> former = new HashSet<>();
    private @Nullable UserId owner;
    private Map<UserId, MemberRole> roles = new HashMap<>();
    private Map<UserId, Instant> muted = new HashMap<>();

    @EventSourcingHandler
    void on(ConversationCreated created) {
        join(created.members());
        if (created.type() == ConversationType.GROUP) {
            owner = created.by();
        }
    }

    @EventSourcingHandler
    void on(MembersAdded added) {
        join(added.members());
    }

    @EventSourcingHandler
    void on(MemberKicked kicked) {
        part(kicked.member());
    }

    @EventSourcingHandler
    void on(MemberLeft left) {
        part(left.by());
    }

    @EventSourcingHandler
    void on(MemberRoleChanged changed) {
        roles.put(changed.member(), changed.role());
    }

    @EventSourcingHandler
    void on(MemberMuted mute) {
        muted.put(mute.member(), mute.until());
    }

    private void join(Collection<UserId> users) {
        current.addAll(users);
        former.removeAll(users);
    }

    private void part(UserId user) {
        current.remove(user);
        former.add(user);
    }

    boolean contains(UserId user) {
        return current.contains(user);
    }

    boolean containsAll(Collection<UserId> users) {
        return current.containsAll(users);
    }

    List<UserId> others(UserId than) {
        return current.stream().filter(user -> !user.equals(than)).toList();
    }

    boolean owns(UserId user) {
        return user.equals(owner);
    }

    /** Of a member. */
    MemberRole roleOf(UserId user) {
        return owns(user) ? MemberRole.OWNER : roles.getOrDefault(user, MemberRole.MEMBER);
    }

    /** Until when they only listen; null = they speak. */
    @Nullable
    Instant mutedUntil(UserId user) {
        return muted.get(user);
    }

    int count() {
        return current.size();
    }

    List<UserId> newAmong(Collection<UserId> users) {
        return users.stream().filter(user -> !current.contains(user)).toList();
    }

    /**
     * Lets members pass. To somebody who never was one, the conversation does not exist.
     *
     * @throws CommandRefused {@code NOT_A_MEMBER} or {@code NOT_FOUND}
     */
    void require(UserId user) {
        if (current.contains(user)) {
            return;
        }
        if (former.contains(user)) {
            throw new CommandRefused(Reason.NOT_A_MEMBER, "You are not a member of this conversation any more.");
        }
        throw new CommandRefused(Reason.NOT_FOUND, "No such conversation.");
    }
}
