package dev.parley.standalone.tale;

import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.NOT_WANTED;
import static dev.parley.api.Reason.UNKNOWN_USER;
import static dev.parley.standalone.tale.PlainGroup.require;

import dev.parley.api.people.FriendshipCommand;
import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.DeclineFriendRequest;
import dev.parley.api.people.FriendshipCommand.EndErasedContact;
import dev.parley.api.people.FriendshipCommand.RemarkFriend;
import dev.parley.api.people.FriendshipCommand.RemoveFriend;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.UnblockPerson;
import dev.parley.api.people.FriendshipCommand.WithdrawFriendRequest;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.FriendshipState;
import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.Privacy;
import dev.parley.api.people.PrivacyAnswer;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Who is there, and what each of them has with whom. */
final class PlainPeople {

    final Map<UserId, PlainPerson> all = new LinkedHashMap<>();
    final Map<FriendshipId, PlainTie> ties = new LinkedHashMap<>();
    /** To whom more happens than to others, so that one thing leads to another. */
    final UserId hero;

    private final Supplier<Instant> clock;

    /** Somebody. */
    static final class PlainPerson {
        /** Names of events; a version is a place in here. */
        final List<String> events = new ArrayList<>(List.of("PersonRegistered"));

        Privacy privacy = Privacy.OPEN;
        boolean erased;
    }

    PlainPeople(Collection<UserId> people, Supplier<Instant> clock) {
        people.forEach(user -> all.put(user, new PlainPerson()));
        this.clock = clock;
        this.hero = all.keySet().iterator().next();
    }

    UserId anybody(Chance chance) {
        return !chance.oneIn(3) ? hero : chance.any(List.copyOf(all.keySet()));
    }

    PlainTie between(UserId one, UserId other) {
        return ties.computeIfAbsent(FriendshipId.between(one, other), id -> new PlainTie(id, one, other));
    }

    boolean erased(UserId user) {
        return all.get(user).erased;
    }

    List<UserId> living() {
        return all.keySet().stream().filter(user -> !erased(user)).toList();
    }

    void requireKnown(Collection<UserId> users) {
        require(users.stream().noneMatch(this::erased), UNKNOWN_USER);
    }

    void requireWriting(UserId by, UserId other) {
        require(!erased(other), GONE);
        PlainTie tie = between(by, other);
        require(tie.blockers.isEmpty() && all.get(other).privacy.write().admits(tie.friends), NOT_WANTED);
    }

    void requireAdding(UserId by, UserId other) {
        PlainTie tie = between(by, other);
        boolean wanted =
                tie.blockers.isEmpty() && all.get(other).privacy.addToGroups().admits(tie.friends);
        require(!erased(other) && wanted, NOT_WANTED);
    }

    PrivacyAnswer change(ChangePrivacy change) {
        PlainPerson person = all.get(change.person());
        Privacy wanted = person.privacy.with(change.find(), change.write(), change.addToGroups(), change.presence());
        if (!wanted.equals(person.privacy)) {
            person.privacy = wanted;
            person.events.add("PrivacyChanged");
        }
        return PrivacyAnswer.of(wanted, person.events.size() - 1L);
    }

    void erase(UserId user) {
        all.get(user).erased = true;
        all.get(user).events.add("PersonErased");
    }

    /** Does it, or throws why not; the answer as {@link CommandDoor} words it. */
    String handle(FriendshipCommand command, UserId by, UserId other) {
        Instant now = clock.get();
        PlainTie tie = between(by, other);
        UserId open = tie.open(now);
        switch (command) {
            case RequestFriendship ask -> requireKnown(List.of(other));
            case BlockPerson block -> requireKnown(List.of(other));
            default -> require(!tie.events.isEmpty(), NOT_FOUND);
        }
        switch (command) {
            case RequestFriendship ask -> tie.ask(by, open, now);
            case AcceptFriendRequest accept -> {
                if (!tie.friends) {
                    require(open != null, GONE);
                    require(open.equals(other), NOT_ALLOWED);
                    tie.befriend();
                }
            }
            case DeclineFriendRequest decline -> {
                require(!tie.friends, NOT_ALLOWED);
                if (open != null) {
                    require(open.equals(other), NOT_ALLOWED);
                    tie.decline(by, now);
                }
            }
            case WithdrawFriendRequest withdraw -> {
                if (open != null) {
                    require(open.equals(by), NOT_ALLOWED);
                    tie.withdraw();
                }
            }
            case RemoveFriend remove -> tie.part();
            case RemarkFriend remark -> {
                require(tie.friends, NOT_FOUND);
                tie.remark(by, remark.remark());
            }
            case BlockPerson block -> tie.block(by);
            case UnblockPerson unblock -> tie.unblock(by);
            case EndErasedContact end -> throw new UnsupportedOperationException("Nobody asks for it.");
        }
        FriendshipState state = tie.friends
                ? FriendshipState.FRIENDS
                : tie.open(now) == null ? FriendshipState.NONE : FriendshipState.REQUESTED;
        return (tie.events.size() - 1) + " " + state;
    }

    /** What somebody sees of those with whom they have something. */
    Map<String, String> contacts(UserId user) {
        Map<String, String> contacts = new TreeMap<>();
        for (PlainTie tie : ties.values()) {
            String line = tie.concerns(user) ? tie.seenBy(user) : "";
            if (!line.isEmpty()) {
                contacts.put(tie.otherThan(user).toString(), line);
            }
        }
        return contacts;
    }
}
