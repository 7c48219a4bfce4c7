package dev.parley.bench.views;

import dev.parley.api.conversation.Content;
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
import dev.parley.bench.push.Populace;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * People, groups of {@link #MEMBERS} and many messages, written into an event store before any service runs on it. The first ten people
 * are in the first two hundred groups together; all others are spread by chance, which is the same in every run.
 */
record Archive(int people, int conversations, int messages) {

    static final int MEMBERS = 10;
    static final int OF_THE_BUSY = 200;

    private static final int AT_ONCE = 512;
    private static final int WORDS = 8;
    private static final int VOCABULARY = 20_000;
    private static final List<String> CHINESE =
            List.of("今天开会", "项目进度", "周末爬山", "发布版本", "测试报告", "明天见面", "合同已经签了", "火车票", "生日快乐", "咖啡");
    private static final String CHATTING = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT)).toString();

    static ConversationId conversation(int number) {
        return new ConversationId(new UUID(16, number));
    }

    /** One of those who are in {@link #OF_THE_BUSY} groups. */
    static int busy(RandomGenerator random) {
        return random.nextInt(MEMBERS);
    }

    int busyConversations() {
        return Math.min(OF_THE_BUSY, conversations);
    }

    /** The first made the group. */
    List<Integer> members(int conversation) {
        if (conversation < busyConversations()) {
            return IntStream.range(0, MEMBERS).boxed().toList();
        }
        SplittableRandom random = new SplittableRandom(conversation);
        Set<Integer> members = new HashSet<>();
        while (members.size() < MEMBERS) {
            members.add(MEMBERS + random.nextInt(people - MEMBERS));
        }
        return List.copyOf(members);
    }

    /** Few words are in many messages, many in few. */
    static String word(RandomGenerator random) {
        return random.nextInt(6) == 0
                ? CHINESE.get(random.nextInt(CHINESE.size()))
                : "word" + (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
    }

    /** @throws IllegalStateException when one of the commands is refused */
    void found(Path eventStore) throws InterruptedException {
        try (CommandSide side = new CommandSide(
                new StoreSettings("rocksdb:" + eventStore, 20_000, 100),
                ConversationLimits.usual(MEMBERS),
                PeopleRules.DEFAULT,
                2 * AT_ONCE,
                Clock.systemUTC(),
                new SimpleMeterRegistry())) {
            Founding founding = new Founding(side.bus());
            for (int person = 0; person < people; person++) {
                founding.ask(
                        new RegisterPerson(Populace.person(person), "p" + person, "Person " + person),
                        Populace.person(person));
            }
            founding.await();
            for (int number = 0; number < conversations; number++) {
                List<Integer> members = members(number);
                founding.ask(
                        new CreateConversation(
                                conversation(number),
                                ConversationType.GROUP,
                                members.stream().skip(1).map(Populace::person).collect(Collectors.toSet()),
                                "Group " + number),
                        Populace.person(members.getFirst()));
            }
            founding.await();
            SplittableRandom random = new SplittableRandom(17);
            for (int number = 0; number < messages; number++) {
                int conversation = number % conversations;
                String words = IntStream.range(0, 1 + random.nextInt(2 * WORDS))
                        .mapToObj(i -> word(random))
                        .collect(Collectors.joining(" "));
                founding.ask(
                        new SendMessage(
                                conversation(conversation),
                                "m" + number,
                                new Content.Text(words),
                                null,
                                List.of(),
                                false,
                                null,
                                null,
                                null),
                        Populace.person(members(conversation).get(random.nextInt(MEMBERS))));
            }
            founding.await();
        }
    }

    /** Commands under way, not too many at once. */
    private static final class Founding {

        private final CommandBus bus;
        private final Semaphore room = new Semaphore(AT_ONCE);
        private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();

        Founding(CommandBus bus) {
            this.bus = bus;
        }

        void ask(Object command, UserId by) throws InterruptedException {
            room.acquire();
            bus.dispatch(
                    new GenericCommandMessage<>(
                            command,
                            Map.of(
                                    CommandMetadata.SENDER,
                                    by.toString(),
                                    CommandMetadata.DEVICE,
                                    Populace.device(0),
                                    CommandMetadata.GRANT,
                                    command instanceof RegisterPerson ? Grant.PARLEY.toString() : CHATTING,
                                    CommandMetadata.TRACE,
                                    "founding")),
                    (asked, answer) -> {
                        if (answer.isExceptional()) {
                            refusal.compareAndSet(null, answer.exceptionResult());
                        }
                        room.release();
                    });
        }

        void await() throws InterruptedException {
            room.acquire(AT_ONCE);
            room.release(AT_ONCE);
            @Nullable Throwable refused = refusal.get();
            if (refused != null) {
                throw new IllegalStateException("Refused: " + refused, refused);
            }
        }
    }
}
