package dev.parley.standalone.tale;

import static dev.parley.api.Reason.MAY_NOT_JOIN;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_A_MEMBER;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.conversation.MemberRole.ADMIN;
import static dev.parley.api.conversation.MemberRole.MEMBER;
import static dev.parley.api.conversation.MemberRole.OWNER;

import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Who is in a conversation, what they are there, and what each of them may see of what happens. */
final class PlainGroup {

    final ConversationId id;
    final ConversationType type;
    /** Names; a version is a place in here. */
    final List<String> events = new ArrayList<>();
    /** Of everybody who is or was in it; of those who are, the longest first. */
    final Map<UserId, Seat> seats = new LinkedHashMap<>();

    final Set<UserId> banned = new HashSet<>();
    final Set<UserId> waiting = new HashSet<>();
    final Map<UserId, Instant> mutedUntil = new HashMap<>();
    final Map<UserId, String> nicknames = new HashMap<>();
    /** While there is a slow mode. */
    final Map<UserId, Instant> spoke = new HashMap<>();

    final PlainInvitations invitations = new PlainInvitations(this);
    GroupSettings settings = GroupSettings.DEFAULT;
    boolean over;
    Instant activeAt;

    private final Supplier<Instant> clock;

    /** Somebody's place. */
    static final class Seat {
        boolean in;
        MemberRole role = MEMBER;
        /** How much had been said when they came. */
        long came;
        /** Of what had been said then, the last that they may not read. */
        long readsAfter;

        long read;
        long cleared;
        long hidden = -1;
        boolean pinned;
        /** Messages, as far as the group lets them; what they cleared stands in here too. */
        final Set<Long> readable = new TreeSet<>();
        /** Events, by version. */
        final Map<Long, String> witnessed = new TreeMap<>();

        boolean sees(long seq) {
            return readable.contains(seq) && seq > cleared;
        }
    }

    /** A no. */
    static final class No extends RuntimeException {
        private static final long serialVersionUID = 1;
        final Reason reason;

        No(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }

    static void require(boolean condition, Reason otherwise) {
        if (!condition) {
            throw new No(otherwise);
        }
    }

    PlainGroup(ConversationId id, ConversationType type, List<UserId> members, Supplier<Instant> clock) {
        this.id = id;
        this.type = type;
        this.clock = clock;
        this.activeAt = clock.get();
        members.forEach(user -> enter(user, 0, 0));
        if (type == ConversationType.GROUP) {
            seats.get(members.getFirst()).role = OWNER;
        }
        happen("ConversationCreated");
        active();
    }

    long version() {
        return events.size() - 1L;
    }

    /** Everybody who is in it at this moment learns of it. */
    void happen(String event) {
        events.add(event);
        boolean forAdmins = event.startsWith("JoinRe") || event.startsWith("Invitation");
        seats.values().stream()
                .filter(seat -> seat.in)
                .forEach(seat -> seat.witnessed.put(version(), forAdmins ? "Withheld" : event));
    }

    void active() {
        activeAt = now();
    }

    Instant now() {
        return clock.get();
    }

    boolean muted(UserId user) {
        return mutedUntil.getOrDefault(user, Instant.MIN).isAfter(now());
    }

    boolean has(UserId user) {
        return seats.containsKey(user) && seats.get(user).in;
    }

    /** Of a member. */
    MemberRole role(UserId user) {
        return seats.get(user).role;
    }

    List<UserId> members() {
        return seats.keySet().stream().filter(this::has).toList();
    }

    /** Of those outside, who was in it once learns that it is there. */
    void requireMember(UserId by) {
        require(has(by), seats.containsKey(by) ? NOT_A_MEMBER : NOT_FOUND);
    }

    void requireRole(UserId by, MemberRole least) {
        requireMember(by);
        require(type == ConversationType.GROUP, NOT_ALLOWED);
        require(role(by).atLeast(least), NOT_ALLOWED);
    }

    /** Admins act on members, the owner on everybody, nobody on themselves. */
    void requireAbove(UserId by, UserId other) {
        requireRole(by, ADMIN);
        require(!by.equals(other), NOT_ALLOWED);
        require(!has(other) || role(by).compareTo(role(other)) > 0, NOT_ALLOWED);
    }

    /** Whether somebody outside may come, or ask to. */
    void requireMayCome(UserId by) {
        require(!banned.contains(by), MAY_NOT_JOIN);
        boolean shows = type == ConversationType.GROUP && !over && settings.joinMode() != JoinMode.INVITE_ONLY;
        require(shows || seats.containsKey(by), NOT_FOUND);
        require(shows, MAY_NOT_JOIN);
    }

    /** @param said how much has been said; whoever may read all of it does so from the first */
    void let(Collection<UserId> newcomers, long said, boolean allOfIt) {
        require(newcomers.stream().noneMatch(banned::contains), MAY_NOT_JOIN);
        newcomers.forEach(user -> enter(user, said, allOfIt ? 0 : said));
        waiting.removeAll(newcomers);
        happen("MembersAdded");
        active();
    }

    private void enter(UserId user, long said, long readsAfter) {
        Seat seat = seats.containsKey(user) ? seats.remove(user) : new Seat();
        seats.put(user, seat); // behind those who are longer in it
        seat.in = true;
        seat.role = MEMBER;
        seat.came = said;
        seat.readsAfter = readsAfter;
        for (long seq = readsAfter + 1; seq <= said; seq++) {
            seat.readable.add(seq);
        }
    }

    void lose(UserId user, String how) {
        happen(how);
        active();
        seats.get(user).in = false;
        nicknames.remove(user);
        spoke.remove(user);
    }

    void end() {
        happen("GroupDisbanded");
        seats.values().forEach(seat -> seat.in = false);
        banned.clear();
        waiting.clear();
        nicknames.clear();
        mutedUntil.clear();
        over = true;
    }
}
