package dev.parley.standalone.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import dev.parley.command.CommandSide;
import dev.parley.command.relay.Relayed;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.standalone.tale.PlainConversation.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.eventhandling.DomainEventMessage;

/** One history of a few people, lived through the command side and everything that follows it, beside the plain truth. */
final class Tale {

    /** Neighbouring seeds begin alike otherwise. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final List<String> NAMES = List.of("ana", "ben", "cai", "dan");

    private final CommandDoor door;
    private final Random random;
    private final List<UserId> people = new ArrayList<>();
    private final Map<ConversationId, PlainConversation> conversations = new LinkedHashMap<>();
    private final Deeds deeds;
    private final Followers followers;
    private final Relayed relayed;
    private final List<String> told = new ArrayList<>();
    private long time;
    private long offset;

    Tale(CommandSide commands, long seed) {
        this.door = new CommandDoor(commands);
        this.random = new Random(seed * SPREAD);
        for (int number = 0; number < NAMES.size(); number++) {
            people.add(new UserId(new UUID(seed << 16 | 0x7000, 0x8000_0000_0000_0000L + number)));
        }
        this.deeds = new Deeds(random, people);
        this.followers = new Followers(random, people);
        this.relayed = new Relayed(commands.serializer());
    }

    /** Throws what is wrong, with everything that led to it. */
    void unfold() {
        try {
            List<CommandDoor.Asked> registered = people.stream()
                    .map(user -> door.ask(new RegisterPerson(user, "p" + user, "P"), user))
                    .toList();
            registered.forEach(CommandDoor.Asked::answer);
            begin();
            int steps = 6 + random.nextInt(10);
            for (int step = 0; step < steps; step++) {
                step();
            }
            followers.catchUp();
            check();
            followers.holdNoWordOf(conversations.values());
            if (random.nextBoolean()) {
                followers.bearEverythingAgain();
            }
        } catch (RuntimeException | AssertionError wrong) {
            throw new AssertionError(named(String.join("\n", told) + "\n" + wrong), wrong);
        }
    }

    /** Ids are for machines. */
    private String named(String story) {
        String named = story;
        for (UserId user : people) {
            named = named.replace(user.toString(), NAMES.get(people.indexOf(user)));
        }
        char letter = 'A';
        for (ConversationId conversation : conversations.keySet()) {
            named = named.replace(conversation.toString(), String.valueOf(letter++));
        }
        return named;
    }

    private void step() {
        PlainConversation one = new ArrayList<>(conversations.values()).get(random.nextInt(conversations.size()));
        switch (random.nextInt(12)) {
            case 0 -> begin();
            case 1, 2 -> read(one);
            case 3 -> note(one);
            default -> act(deeds.next(one));
        }
        followers.goOn();
        if (random.nextInt(3) == 0) {
            followers.catchUp();
            check();
        }
    }

    private void check() {
        followers.showWhatTheyShould(conversations.values(), people);
    }

    /** A group, or the one conversation of two: the same however often and by whichever of them it is begun. */
    private void begin() {
        UserId by = deeds.anybody();
        UserId other = deeds.anybody();
        boolean direct = random.nextInt(3) == 0;
        ConversationId id = direct
                ? ConversationId.direct(by, other)
                : new ConversationId(
                        new UUID(people.getFirst().value().getMostSignificantBits(), conversations.size()));
        CreateConversation create = direct
                ? new CreateConversation(id, ConversationType.DIRECT, Set.of(other))
                : new CreateConversation(id, ConversationType.GROUP, Set.of(other), "Group");
        told.add(by + " " + create);
        PlainConversation there = conversations.get(id);
        if (there == null) {
            Set<UserId> members = new LinkedHashSet<>(List.of(by));
            members.add(other);
            there = new PlainConversation(id, create.type(), List.copyOf(members), () -> ++time);
            conversations.put(id, there);
        }
        Answer expected = new Answer(there.group.version(), 0);
        assertThat(door.ask(create, by).answer()).isEqualTo(expected);
        assertThat(door.ask(create, by).answer()).as("the same again").isEqualTo(expected);
        publish(there);
    }

    private void act(Deeds.Deed deed) {
        PlainConversation conversation =
                Objects.requireNonNull(conversations.get(deed.command().conversation()));
        told.add(deed.by() + " " + deed.command());
        Object expected;
        try {
            expected = new PlainRules(conversation).handle(deed.command(), deed.by());
        } catch (PlainGroup.No no) {
            expected = no.reason;
        }
        CommandDoor.Asked asked = door.ask(deed.command(), deed.by());
        if (deed.command() instanceof SendMessage send && send.clientId() != null && random.nextInt(8) == 0) {
            assertThat(door.ask(send, deed.by()).answer())
                    .as("%s, at the same time", told.getLast())
                    .isEqualTo(expected);
        }
        assertThat(asked.answer()).as("%s", told.getLast()).isEqualTo(expected);
        publish(conversation);
    }

    /** What the store has of it beyond what was published: no more and no less than the plain truth. */
    private void publish(PlainConversation conversation) {
        PlainGroup group = conversation.group;
        long next = group.published;
        for (DomainEventMessage<?> event : door.stored(group.id, next)) {
            assertThat(event.getSequenceNumber()).isEqualTo(next);
            assertThat(group.events.size()).as("no more events than these").isGreaterThan((int) next);
            assertThat(event.getPayloadType().getSimpleName()).isEqualTo(group.events.get((int) next));
            followers.publish(relayed.record(event, offset++));
            next++;
        }
        assertThat(next).as("number of events").isEqualTo(group.events.size());
        group.published = next;
    }

    private void read(PlainConversation conversation) {
        UserId user = deeds.anybody();
        PlainGroup group = conversation.group;
        if (group.has(user) && !conversation.messages.isEmpty()) {
            long seq = 1L + random.nextInt(conversation.messages.size());
            told.add(user + " reads up to " + seq + " of " + group.id);
            group.seats.get(user).read = Math.max(seq, group.seats.get(user).read);
            PositionMoved moved = new PositionMoved(user, group.id, seq, seq, Instant.EPOCH);
            fact(Topic.POSITIONS, moved.key(), moved);
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
        Note note = switch (random.nextInt(3)) {
            case 0 -> {
                seat.pinned = random.nextBoolean();
                yield new Note.Pinned(seat.pinned);
            }
            case 1 -> {
                seat.hidden = said;
                yield new Note.Hidden((long) said);
            }
            default -> {
                long to = random.nextInt(said + 1);
                seat.cleared = Math.max(to, seat.cleared);
                yield new Note.Cleared(to);
            }
        };
        told.add(user + " notes of " + group.id + " " + note);
        NoteTaken taken = new NoteTaken(user, group.id, note, Instant.EPOCH, null);
        fact(Topic.NOTES, taken.key(), taken);
    }

    private void fact(Topic topic, String key, Object fact) {
        followers.publish(
                new ConsumerRecord<>(topic.topicName(), 0, offset++, key, StoredJson.MAPPER.writeValueAsBytes(fact)));
    }
}
