package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, in the order of their joining, who was, and who is what. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class Members {

    private Set<UserId> current = new LinkedHashSet<>();
    private Set<UserId> former = new HashSet<>();
    private Set<UserId> admins = new HashSet<>();
    private @Nullable UserId owner;

    boolean contains(UserId user) {
        return current.contains(user);
    }

    boolean containsAll(Collection<UserId> users) {
        return current.containsAll(users);
    }

    boolean wasOne(UserId user) {
        return former.contains(user);
    }

    boolean owns(UserId user) {
        return user.equals(owner);
    }

    int count() {
        return current.size();
    }

    List<UserId> newAmong(Collection<UserId> users) {
        return users.stream().filter(user -> !current.contains(user)).toList();
    }

    /** Of a member. */
    MemberRole roleOf(UserId member) {
        if (owns(member)) {
            return MemberRole.OWNER;
        }
        return admins.contains(member) ? MemberRole.ADMIN : MemberRole.MEMBER;
    }

    /** Who is to own the group when the owner's account ends: whoever is longest in it, admins first. */
    Optional<UserId> successor() {
        return longest(admins::contains).or(() -> longest(member -> !owns(member)));
    }

    private Optional<UserId> longest(Predicate<UserId> wanted) {
        return current.stream().filter(wanted).findFirst();
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

    /** @throws CommandRefused {@code NOT_FOUND} when they are no member */
    void requireOther(UserId member) {
        Guard.require(current.contains(member), Reason.NOT_FOUND, "They are not a member of this group.");
    }

    /** @throws CommandRefused {@code NOT_ALLOWED} for who has a lower role */
    void requireRole(UserId member, MemberRole lowest) {
        Guard.require(
                roleOf(member).atLeast(lowest),
                NOT_ALLOWED,
                switch (lowest) {
                    case OWNER -> "Only the owner of the group may do this.";
                    case ADMIN -> "Only admins of the group and its owner may do this.";
                    case MEMBER -> "Only members may do this.";
                });
    }

    /**
     * Admins act on members, the owner on everybody else, nobody on the owner.
     *
     * @throws CommandRefused {@code NOT_ALLOWED} otherwise
     */
    void requireAbove(UserId by, UserId other) {
        requireRole(by, MemberRole.ADMIN);
        Guard.require(
                !current.contains(other) || roleOf(by).compareTo(roleOf(other)) > 0,
                NOT_ALLOWED,
                "Admins do this to members, and the owner to members and admins.");
    }

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
        if (changed.role() == MemberRole.ADMIN) {
            admins.add(changed.member());
        } else {
            admins.remove(changed.member());
        }
    }

    @EventSourcingHandler
    void on(OwnershipTransferred transferred) {
        admins.remove(transferred.to());
        admins.add(transferred.from());
        owner = transferred.to();
    }

    @EventSourcingHandler
    void on(GroupDisbanded disbanded) {
        former.addAll(current);
        current.clear();
        admins.clear();
        owner = null;
    }

    private void join(Collection<UserId> users) {
        current.addAll(users);
        former.removeAll(users);
    }

    private void part(UserId user) {
        current.remove(user);
        admins.remove(user);
        former.add(user);
    }

    /** Everybody else who is or was in it. */
    List<UserId> others(UserId than) {
        return Stream.concat(current.stream(), former.stream())
                .filter(user -> !user.equals(than))
                .toList();
    }
}
