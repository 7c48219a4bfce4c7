package dev.parley.standalone.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.FriendshipCommand;
import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.Topic;
import dev.parley.command.CommandSide;
import dev.parley.command.erasure.Goodbye;
import dev.parley.command.relay.Relayed;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.standalone.tale.PlainConversation.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.eventhandling.DomainEventMessage;

/** Where a story happens: each command goes to the command side and to the plain truth, and both must say the same. */
final class Stage {

    final PlainPeople people;
    final Map<ConversationId, PlainConversation> conversations = new LinkedHashMap<>();
    final List<String> told = new ArrayList<>();
    final Followers followers;
    final CommandDoor door;
    Instant now = ToldTime.BEGINNING;

    private final Relayed relayed;
    private final Map<String, Integer> published = new HashMap<>();

    Stage(CommandSide commands, List<UserId> people, Chance pace) {
        this.people = new PlainPeople(people, () -> now);
        this.followers = new Followers(pace);
        this.door = new CommandDoor(commands, () -> now);
        this.relayed = new Relayed(commands.serializer());
        List<CommandDoor.Asked> registered = people.stream()
                .map(user -> door.ask(new RegisterPerson(user, "p" + user, "Name of " + user), user))
                .toList();
        registered.forEach(CommandDoor.Asked::answer);
        publish();
    }

    /** A group, or the one conversation of two: the same however often and by whichever of them it is begun. */
    void begin(CreateConversation create, UserId by) {
        told.add(by + " " + create);
        Object expected = expected(() -> begun(create, by));
        assertThat(door.ask(create, by).answer()).as("%s", told.getLast()).isEqualTo(expected);
        assertThat(door.ask(create, by).answer()).as("the same again").isEqualTo(expected);
        publishOf(create.conversation());
    }

    private Answer begun(CreateConversation create, UserId by) {
        people.requireKnown(create.members());
        PlainConversation there = conversations.get(create.conversation());
        if (there == null) {
            create.members().stream().filter(user -> !user.equals(by)).forEach(user -> {
                switch (create.type()) {
                    case DIRECT -> people.requireWriting(by, user);
                    default -> people.requireAdding(by, user);
                }
            });
            Set<UserId> members = new LinkedHashSet<>(List.of(by));
            members.addAll(create.members());
            there = new PlainConversation(create.conversation(), create.type(), List.copyOf(members), () -> now);
            conversations.put(create.conversation(), there);
        }
        return new Answer(there.group.version(), 0);
    }

    /** @param twice whether it is asked for a second time before the first answer is there */
    void act(ConversationCommand command, UserId by, boolean twice) {
        told.add(by + " " + command);
        Object expected = expected(() -> said(command, by));
        CommandDoor.Asked asked = door.ask(command, by);
        if (twice && command instanceof SendMessage send && send.clientId() != null) {
            assertThat(door.ask(send, by).answer())
                    .as("%s, at the same time", told.getLast())
                    .isEqualTo(expected);
        }
        assertThat(asked.answer()).as("%s", told.getLast()).isEqualTo(expected);
        publishOf(command.conversation());
    }

    /** What the plain truth answers, whose own it is when it is one of ours. */
    Answer said(ConversationCommand command, UserId by) {
        return new PlainRules(conversations.get(command.conversation()), people).handle(command, by);
    }

    void meet(FriendshipCommand command, UserId by, UserId other) {
        told.add(by + " " + command + " about " + other);
        Object expected = expected(() -> people.handle(command, by, other));
        assertThat(door.ask(command, by).answer()).as("%s", told.getLast()).isEqualTo(expected);
        publishOf(command.friendship());
    }

    void keepToThemselves(ChangePrivacy change) {
        told.add(change.person() + " " + change);
        assertThat(door.ask(change, change.person()).answer())
                .as("%s", told.getLast())
                .isEqualTo(people.change(change));
        publishOf(change.person());
    }

    static Object expected(Supplier<Object> truth) {
        try {
            return truth.get();
        } catch (PlainGroup.No no) {
            return no.reason;
        }
    }

    /** @param dies after how many commands the process that says the farewells is killed for the first time */
    void erase(UserId user, int dies) {
        told.add(user + " is erased, and the farewells die after " + dies);
        people.erase(user);
        conversations.values().forEach(each -> new PlainRules(each, people).end(user));
        people.ties.values().stream().filter(tie -> tie.concerns(user)).forEach(tie -> tie.end(user, now));
        door.ask(new ErasePerson(user, 1), user).answer();
        AtomicInteger left = new AtomicInteger(dies);
        try {
            farewell(user, () -> left.getAndDecrement() > 0);
        } catch (Killed killed) {
            farewell(user, () -> true);
        }
        publish();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void farewell(UserId user, Supplier<Boolean> lives) {
        try {
            Goodbye.to(
                    user,
                    door.gateway(() -> {
                        if (!lives.get()) {
                            throw new Killed();
                        }
                    }),
                    followers.store().database(),
                    () -> {
                        publishWhatThereIs();
                        followers.catchUp();
                    });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the store has beyond what was published: no more and no less than the plain truth. */
    void publish() {
        everything()
                .forEach((aggregate, events) -> assertThat(publish(aggregate, events))
                        .as("number of events")
                        .isEqualTo(events.size()));
    }

    /** The same, where something happened, or was refused, to this one. */
    private void publishOf(Object touched) {
        everything().forEach((aggregate, events) -> {
            if (events.size() > published.getOrDefault(aggregate, 0) || aggregate.equals(touched.toString())) {
                assertThat(publish(aggregate, events)).as("number of events").isEqualTo(events.size());
            }
        });
    }

    private void publishWhatThereIs() {
        everything().forEach(this::publish);
    }

    private Map<String, List<String>> everything() {
        Map<String, List<String>> everything = new LinkedHashMap<>();
        people.all.forEach((user, person) -> everything.put(user.toString(), person.events));
        people.ties.values().forEach(tie -> everything.put(tie.id.toString(), tie.events));
        conversations.values().forEach(each -> everything.put(each.group.id.toString(), each.group.events));
        return everything;
    }

    private int publish(String aggregate, List<String> events) {
        int next = published.getOrDefault(aggregate, 0);
        for (DomainEventMessage<?> event : door.stored(aggregate, next)) {
            assertThat(event.getSequenceNumber()).isEqualTo(next);
            assertThat(events.size()).as("no more events than these").isGreaterThan(next);
            assertThat(event.getPayloadType().getSimpleName()).isEqualTo(events.get(next));
            followers.publish(offset -> relayed.record(event, offset));
            next++;
        }
        published.put(aggregate, next);
        return next;
    }

    void fact(Topic topic, String key, Object fact) {
        followers.publish(offset ->
                new ConsumerRecord<>(topic.topicName(), 0, offset, key, StoredJson.MAPPER.writeValueAsBytes(fact)));
    }
}
