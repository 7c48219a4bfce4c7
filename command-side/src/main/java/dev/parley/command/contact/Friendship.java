package dev.parley.command.contact;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.FriendshipChanged;
import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.DeclineFriendRequest;
import dev.parley.api.people.FriendshipCommand.EndErasedContact;
import dev.parley.api.people.FriendshipCommand.RemarkFriend;
import dev.parley.api.people.FriendshipCommand.RemoveFriend;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.UnblockPerson;
import dev.parley.api.people.FriendshipCommand.WithdrawFriendRequest;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRemoved;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestDeclined;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.FriendshipState;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What two people do about each other. Whoever wishes for what is so already gets the same answer, and nothing happens. */
@Revision(Friendship.REVISION)
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
class Friendship {

    /** Of the fields, those of the bond too: with another one, older snapshots are left aside. */
    static final String REVISION = "1";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable FriendshipId id;

    private Bond bond = new Bond();

    Bond bond() {
        return bond;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    FriendshipChanged handle(RequestFriendship ask, @Sender UserId by, Clock clock, PeopleRules rules) {
        FriendshipId friendship = between(by, ask.to(), ask.friendship());
        require(!bond.blocked(), Reason.NOT_WANTED, "There is no way to this person.");
        Instant now = clock.instant();
        Bond.Request open = bond.open(now);
        if (open != null && !open.by().equals(by)) {
            apply(new FriendRequestAccepted(friendship, by, ask.to(), now));
        } else if (open == null && !bond.friends()) {
            requirePatience(ask.to(), now, rules);
            Instant expiresAt = now.plus(rules.friendRequestExpires());
            apply(new FriendRequested(friendship, by, ask.to(), ask.message(), expiresAt, now));
        }
        return changed(friendship, now);
    }

    private void requirePatience(UserId asked, Instant now, PeopleRules rules) {
        Instant declinedAt = bond.declinedAt(asked);
        require(
                declinedAt == null || !now.isBefore(declinedAt.plus(rules.askAgainAfter())),
                Reason.NOT_WANTED,
                "They have declined not long ago; it is up to them now.");
    }

    @CommandHandler
    FriendshipChanged handle(AcceptFriendRequest accept, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        Instant now = clock.instant();
        if (!bond.friends()) {
            Bond.Request open = bond.open(now);
            if (open == null) {
                throw new CommandRefused(Reason.GONE, "The request is not open any more.");
            }
            requireAnother(open.by(), by, "A friend request is answered by who is asked.");
            apply(new FriendRequestAccepted(accept.friendship(), by, open.by(), now));
        }
        return changed(accept.friendship(), now);
    }

    @CommandHandler
    FriendshipChanged handle(DeclineFriendRequest decline, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        require(!bond.friends(), Reason.NOT_ALLOWED, "You are friends already; remove them from your friends instead.");
        Instant now = clock.instant();
        Bond.Request open = bond.open(now);
        if (open != null) {
            requireAnother(open.by(), by, "Your own request is not declined but withdrawn.");
            apply(new FriendRequestDeclined(decline.friendship(), by, open.by(), now));
        }
        return changed(decline.friendship(), now);
    }

    @CommandHandler
    FriendshipChanged handle(WithdrawFriendRequest withdraw, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        Instant now = clock.instant();
        Bond.Request open = bond.open(now);
        if (open != null) {
            requireAnother(
                    open.by(), bond.otherThan(by), "The request of somebody else is not withdrawn but declined.");
            apply(new FriendRequestWithdrawn(withdraw.friendship(), by, bond.otherThan(by), now));
        }
        return changed(withdraw.friendship(), now);
    }

    @CommandHandler
    FriendshipChanged handle(RemoveFriend remove, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        Instant now = clock.instant();
        if (bond.friends()) {
            apply(new FriendRemoved(remove.friendship(), by, bond.otherThan(by), now));
        }
        return changed(remove.friendship(), now);
    }

    @CommandHandler
    FriendshipChanged handle(RemarkFriend name, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        require(bond.friends(), Reason.NOT_FOUND, "No such friend.");
        Instant now = clock.instant();
        String remark = name.remark().isEmpty() ? null : name.remark();
        if (!Objects.equals(remark, bond.remarkOf(by))) {
            apply(new FriendRemarked(name.friendship(), by, bond.otherThan(by), remark, now));
        }
        return changed(name.friendship(), now);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    FriendshipChanged handle(BlockPerson block, @Sender UserId by, Clock clock) {
        FriendshipId friendship = between(by, block.other(), block.friendship());
        Instant now = clock.instant();
        if (!bond.blockedBy(by)) {
            apply(new PersonBlocked(friendship, by, block.other(), now));
        }
        return changed(friendship, now);
    }

    @CommandHandler
    FriendshipChanged handle(UnblockPerson unblock, @Sender UserId by, Clock clock) {
        requireConcerned(by);
        Instant now = clock.instant();
        if (bond.blockedBy(by)) {
            apply(new PersonUnblocked(unblock.friendship(), by, bond.otherThan(by), now));
        }
        return changed(unblock.friendship(), now);
    }

    /** Sent by the server any number of times. */
    @CommandHandler
    FriendshipChanged handle(EndErasedContact end, Clock clock) {
        requireConcerned(end.erased());
        Instant now = clock.instant();
        UserId left = bond.otherThan(end.erased());
        Bond.Request unanswered = bond.unanswered();
        if (unanswered != null && unanswered.by().equals(end.erased())) {
            apply(new FriendRequestWithdrawn(end.friendship(), end.erased(), left, now));
        } else if (unanswered != null) {
            apply(new FriendRequestDeclined(end.friendship(), end.erased(), left, now));
        }
        if (bond.friends()) {
            apply(new FriendRemoved(end.friendship(), end.erased(), left, now));
        }
        if (bond.blockedBy(end.erased())) {
            apply(new PersonUnblocked(end.friendship(), end.erased(), left, now));
        }
        return changed(end.friendship(), now);
    }

    @EventSourcingHandler
    void on(FriendshipEvent event) {
        id = event.friendship();
        bond.on(event);
    }

    private static FriendshipId between(UserId by, UserId other, FriendshipId friendship) {
        if (by.equals(other)) {
            throw new InvalidInput("user", "This is you; it takes somebody else.");
        }
        if (!friendship.equals(FriendshipId.between(by, other))) {
            throw new InvalidInput("friendship", "The id of what is between two people follows from the two.");
        }
        return friendship;
    }

    /** To anybody else there is nothing here. */
    private void requireConcerned(UserId user) {
        require(bond.concerns(user), Reason.NOT_FOUND, "There is nothing here.");
    }

    private static void requireAnother(UserId one, UserId other, String detail) {
        require(!one.equals(other), Reason.NOT_ALLOWED, detail);
    }

    private static void require(boolean allowed, Reason reason, String detail) {
        if (!allowed) {
            throw new CommandRefused(reason, detail);
        }
    }

    private FriendshipChanged changed(FriendshipId friendship, Instant now) {
        FriendshipState state = bond.friends()
                ? FriendshipState.FRIENDS
                : bond.open(now) == null ? FriendshipState.NONE : FriendshipState.REQUESTED;
        return new FriendshipChanged(friendship, getVersion(), state);
    }
}
