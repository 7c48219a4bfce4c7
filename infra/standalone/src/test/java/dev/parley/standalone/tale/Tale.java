package dev.parley.standalone.tale;

import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.people.UserId;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import dev.parley.command.CommandSide;
import dev.parley.push.dispatch.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One history of a few people, lived through the command side and everything that follows it, beside the plain truth. */
final class Tale {

    private static final List<String> NAMES = List.of("ana", "ben", "cai", "dan");

    /** How long people wait between two deeds. Two things may happen at the same time. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofMinutes(1),
            Duration.ofHours(7));

    private final Chance chance;
    private final Chance pace;
    private final Set<Integer> leftOut;
    private final int steps;
    private final boolean everyStep;
    private final List<UserId> users = new ArrayList<>();
    private final UUID root;
    private final Stage stage;
    private final Deeds deeds;
    private final SocialDeeds social;
    private final Forwarding forwarding;
    private final Comparison comparison;
    private final Map<UserId, Map<ConversationId, Long>> devices = new HashMap<>();
    private int groups;
    /** Where something may have happened in this step. */
    private @Nullable PlainConversation touched;

    /**
     * @param telling each of the same story is about other people
     * @param leftOut steps that do not happen this time
     */
    Tale(CommandSide commands, long seed, int telling, Set<Integer> leftOut) {
        this.chance = new Chance(seed);
        this.pace = new Chance(seed + 0x5EEDL);
        this.leftOut = leftOut;
        this.root = new UUID(seed << 16 | 0x7000, (long) telling << 32);
        for (int number = 0; number < NAMES.size(); number++) {
            users.add(new UserId(id(0x8000_0000_0000_0000L, number)));
        }
        this.steps = 8 + chance.below(11);
        this.everyStep = !chance.oneIn(3);
        this.stage = new Stage(commands, users, pace);
        this.deeds = new Deeds(chance, stage.people);
        this.social = new SocialDeeds(chance, stage);
        this.forwarding = new Forwarding(chance, stage);
        this.comparison = new Comparison(stage.followers, stage.people, stage.conversations.values());
        users.forEach(stage.followers.ears()::listenAlways);
    }

    int steps() {
        return steps;
    }

    private UUID id(long kind, int number) {
        return new UUID(root.getMostSignificantBits(), kind | root.getLeastSignificantBits() | number);
    }

    /** Throws what is wrong, with everything that led to it. */
    void unfold() {
        try {
            chance.at(1);
            begin();
            for (int step = 2; step < steps; step++) {
                if (!leftOut.contains(step)) {
                    chance.at(step);
                    pace.at(step);
                    stage.now = stage.now.plus(chance.any(PAUSES));
                    step();
                }
            }
            check();
            comparison.ofWhatIsGone(stage.followers.toString());
            if (pace.heads()) {
                stage.followers.bearEverythingAgain();
            }
        } catch (RuntimeException | AssertionError wrong) {
            throw new AssertionError(named(String.join("\n", stage.told) + "\n" + wrong), wrong);
        }
    }

    /** Ids are for machines. */
    private String named(String story) {
        String named = story;
        for (UserId user : users) {
            named = named.replace(user.toString(), NAMES.get(users.indexOf(user)));
        }
        char letter = 'A';
        for (ConversationId conversation : stage.conversations.keySet()) {
            named = named.replace(conversation.toString(), String.valueOf(letter++));
        }
        return named;
    }

    private void step() {
        if (stage.people.living().isEmpty()) {
            return;
        }
        if (stage.conversations.isEmpty()) {
            begin();
        } else {
            List<PlainConversation> all = List.copyOf(stage.conversations.values());
            PlainConversation one = chance.heads() ? all.getFirst() : chance.any(all);
            touched = one;
            switch (chance.kind(24)) {
                case 0, 1 -> begin();
                case 2, 3 -> read(one);
                case 4 -> note(one);
                case 5, 6, 7 -> social.happen();
                case 8 -> forward();
                case 9 -> visit();
                default -> {
                    Deeds.Deed deed = deeds.next(one);
                    stage.act(deed.command(), deed.by(), chance.oneIn(8));
                }
            }
        }
        comparison.ofThePushed();
        stage.followers.goOn();
        if (pace.oneIn(4)) {
            check();
        } else if (everyStep && touched != null) {
            stage.followers.catchUp();
            comparison.ofLists();
            comparison.of(touched, stage.now);
        }
    }

    private void check() {
        stage.followers.catchUp();
        comparison.ofAll(stage.now);
    }

    private void begin() {
        UserId by = deeds.anybody();
        UserId other = chance.any(users);
        boolean direct = chance.oneIn(3);
        Set<UserId> members = new LinkedHashSet<>(List.of(other));
        if (!direct && chance.heads()) {
            members.add(deeds.anybody());
        }
        stage.begin(
                direct
                        ? new CreateConversation(ConversationId.direct(by, other), ConversationType.DIRECT, members)
                        : new CreateConversation(
                                new ConversationId(id(0, ++groups)), ConversationType.GROUP, members, "Group"),
                by);
    }

    private void forward() {
        check(); // what is passed on is what can be read
        forwarding.happen(deeds.anybody());
    }

    /** A device that was away comes back, wherever the views are. */
    private void visit() {
        UserId user = deeds.anybody();
        Map<ConversationId, Long> heads = chance.oneIn(5) ? Map.of() : devices.getOrDefault(user, Map.of());
        stage.told.add(user + " comes back with " + heads);
        boolean caughtUp = chance.heads();
        if (caughtUp) {
            stage.followers.catchUp();
        }
        Listener device = stage.followers.ears().visit(user, heads);
        comparison.ofTheMissed(user, heads, device);
        if (caughtUp) {
            comparison.ofWhatIsGone(device.words());
        }
        Map<ConversationId, Long> now = new HashMap<>(heads);
        now.putAll(device.newest());
        devices.put(user, now);
    }

    private void read(PlainConversation conversation) {
        UserId user = deeds.anybody();
        PlainGroup group = conversation.group;
        if (group.has(user) && !conversation.messages.isEmpty()) {
            long seq = 1L + chance.below(conversation.messages.size());
            stage.told.add(user + " reads up to " + seq + " of " + group.id);
            group.seats.get(user).read = Math.max(seq, group.seats.get(user).read);
            PositionMoved moved = new PositionMoved(user, group.id, seq, seq, Instant.EPOCH);
            stage.fact(Topic.POSITIONS, moved.key(), moved);
        }
    }

    private void note(PlainConversation conversation) {
        UserId user = deeds.anybody();
        PlainGroup group = conversation.group;
        if (!group.has(user)) {
            return;
        }
        PlainGroup.Seat seat = group.seats.get(user);
        int said = conversation.messages.size();
        Note note = switch (chance.below(3)) {
            case 0 -> {
                seat.pinned = chance.heads();
                yield new Note.Pinned(seat.pinned);
            }
            case 1 -> {
                seat.hidden = said;
                yield new Note.Hidden((long) said);
            }
            default -> {
                long to = chance.below(said + 1);
                seat.cleared = Math.max(to, seat.cleared);
                yield new Note.Cleared(to);
            }
        };
        stage.told.add(user + " notes of " + group.id + " " + note);
        NoteTaken taken = new NoteTaken(user, group.id, note, Instant.EPOCH, null);
        stage.fact(Topic.NOTES, taken.key(), taken);
    }
}
