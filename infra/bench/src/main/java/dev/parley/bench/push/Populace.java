package dev.parley.bench.push;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;

/**
 * People, one large group and one pair of friends, written into an event store before any service runs on it: through the front door
 * ten thousand passwords would have to be hashed first.
 *
 * @param missed how many messages await somebody who has been away, in all the conversations that they have with one other; 0 = nobody was
 */
public record Populace(int people, int members, int missed) {

    /** The first people have a small group of their own. */
    static final int SURVIVORS = 8;

    /** Conversations of whoever was away. */
    static final int MISSED_IN = 300;

    private static final int AT_ONCE = 500;
    private static final String CHATTING = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT)).toString();

    public static UserId person(int number) {
        return new UserId(new UUID(11, number));
    }

    public static String device(int number) {
        return new UUID(12, number).toString();
    }

    static ConversationId group() {
        return new ConversationId(new UUID(13, 1));
    }

    /** Their conversation is a small group. */
    static ConversationId survivors() {
        return new ConversationId(new UUID(13, 2));
    }

    /** Two who are in the large group, too, and chat alone: this one and the next. */
    int pairOfFriends() {
        return members - 2;
    }

    ConversationId pair() {
        return ConversationId.direct(person(pairOfFriends()), person(pairOfFriends() + 1));
    }

    /** Who has been away. */
    int absent() {
        return people;
    }

    private UserId talker() {
        return person(people + 1);
    }

    /** Blocking. @throws IllegalStateException when one of the commands is refused */
    void found(Path eventStore) {
        try (CommandSide side = new CommandSide(
                new StoreSettings("rocksdb:" + eventStore, 1_000, 100),
                ConversationLimits.usual(members),
                PeopleRules.DEFAULT,
                AT_ONCE,
                Clock.systemUTC(),
                new SimpleMeterRegistry())) {
            CommandBus bus = side.bus();
            int all = missed == 0 ? people : people + 2;
            for (int from = 0; from < all; from += AT_ONCE) {
                CompletableFuture.allOf(IntStream.range(from, Math.min(all, from + AT_ONCE))
                                .mapToObj(number -> ask(
                                        bus,
                                        new RegisterPerson(person(number), "p" + number, "Person " + number),
                                        person(number)))
                                .toArray(CompletableFuture<?>[]::new))
                        .join();
            }
            ask(bus, new CreateConversation(group(), ConversationType.GROUP, some(1, AT_ONCE), "Everybody"), person(0))
                    .join();
            for (int from = AT_ONCE; from < members; from += AT_ONCE) {
                ask(bus, new AddMembers(group(), some(from, from + AT_ONCE)), person(0))
                        .join();
            }
            Set<UserId> survivors =
                    IntStream.range(1, SURVIVORS).mapToObj(Populace::person).collect(Collectors.toUnmodifiableSet());
            ask(bus, new CreateConversation(survivors(), ConversationType.GROUP, survivors, "Survivors"), person(0))
                    .join();
            CreateConversation friends =
                    new CreateConversation(pair(), ConversationType.DIRECT, Set.of(person(pairOfFriends() + 1)));
            ask(bus, friends, person(pairOfFriends())).join();
            IntStream.range(0, missed == 0 ? 0 : MISSED_IN).forEach(number -> miss(bus, number));
        }
    }

    private void miss(CommandBus bus, int number) {
        ConversationId group = new ConversationId(new UUID(16, number));
        ask(
                        bus,
                        new CreateConversation(
                                group, ConversationType.GROUP, Set.of(person(absent())), "No. " + number),
                        talker())
                .join();
        CompletableFuture.allOf(IntStream.range(0, missed / MISSED_IN)
                        .mapToObj(message -> ask(
                                bus,
                                new SendMessage(
                                        group,
                                        null,
                                        new Content.Text("What was said while nobody was there to hear it"),
                                        null,
                                        List.of(),
                                        false,
                                        null,
                                        null,
                                        null),
                                talker()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private Set<UserId> some(int from, int to) {
        return IntStream.range(from, Math.min(to, members))
                .mapToObj(Populace::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static CompletableFuture<Void> ask(CommandBus bus, Object command, UserId by) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        GenericCommandMessage<Object> message = new GenericCommandMessage<>(
                command,
                Map.of(
                        CommandMetadata.SENDER,
                        by.toString(),
                        CommandMetadata.DEVICE,
                        device(0),
                        CommandMetadata.GRANT,
                        command instanceof RegisterPerson ? Grant.PARLEY.toString() : CHATTING,
                        CommandMetadata.TRACE,
                        "founding"));
        bus.dispatch(message, (asked, answer) -> {
            if (answer.isExceptional()) {
                done.completeExceptionally(
                        new IllegalStateException("Refused: " + answer.exceptionResult(), answer.exceptionResult()));
            } else {
                done.complete(null);
            }
        });
        return done;
    }
}
