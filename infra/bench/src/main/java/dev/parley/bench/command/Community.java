package dev.parley.bench.command;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/**
 * People and their groups. The same numbers make the same ids, so a later process finds those again that an earlier one founded.
 */
public final class Community {

    private static final int PEOPLE = 100;
    private static final int AT_ONCE = 512;
    private static final String DEVICE = new UUID(3, 1).toString();
    private static final String CHATTING = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT)).toString();

    private final List<UserId> people = IntStream.range(0, PEOPLE)
            .mapToObj(number -> new UserId(new UUID(1, number)))
            .toList();
    private final List<ConversationId> conversations;

    /** Part of every client id, so that none of an earlier run comes again. */
    private final long run = new SplittableRandom().nextLong();

    private final AtomicLong said = new AtomicLong();

    public Community(int conversations) {
        this.conversations = IntStream.range(0, conversations)
                .mapToObj(number -> new ConversationId(new UUID(2, number)))
                .toList();
    }

    /** Registers everybody and makes every group. Blocking. @throws IllegalStateException when one is refused */
    public void found(CommandBus bus) throws InterruptedException {
        Founding founding = new Founding(bus);
        for (UserId person : people) {
            founding.ask(new RegisterPerson(person, "person" + person, "Person " + person), person);
        }
        founding.finish();
        for (int i = 0; i < conversations.size(); i++) {
            Set<UserId> members = Set.of(member(i, 1), member(i, 2));
            founding.ask(
                    new CreateConversation(conversations.get(i), ConversationType.GROUP, members, "Group " + i),
                    member(i, 0));
        }
        founding.finish();
    }

    private static final class Founding {

        private final CommandBus bus;
        private final Semaphore free = new Semaphore(AT_ONCE);
        private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();

        Founding(CommandBus bus) {
            this.bus = bus;
        }

        void ask(Object command, UserId by) throws InterruptedException {
            free.acquire();
            bus.dispatch(message(command, by, "founding"), (asked, answer) -> {
                if (answer.isExceptional()) {
                    refusals.add(answer.exceptionResult());
                }
                free.release();
            });
        }

        void finish() throws InterruptedException {
            free.acquire(AT_ONCE);
            free.release(AT_ONCE);
            Throwable refusal = refusals.peek();
            if (refusal != null) {
                throw new IllegalStateException("The community could not be founded: " + refusal.getMessage(), refusal);
            }
        }
    }

    /** Somebody says that in one of the groups, under a client id that was never used. */
    public CommandMessage<SendMessage> saying(Content content, RandomGenerator random) {
        long number = said.getAndIncrement();
        return saying(content, random.nextInt(conversations.size()), new UUID(run, number).toString());
    }

    /** Always by the same person, so that the same client id is the same message. */
    public CommandMessage<SendMessage> saying(Content content, int conversation, String clientId) {
        HexFormat hex = HexFormat.of();
        return message(
                new SendMessage(conversations.get(conversation), clientId, content, null, List.of()),
                member(conversation, 0),
                hex.toHexDigits(run) + hex.toHexDigits(said.get()));
    }

    ConversationId conversation(int number) {
        return conversations.get(number);
    }

    private UserId member(int conversation, int number) {
        return people.get((conversation * 3 + number) % PEOPLE);
    }

    private static <C> CommandMessage<C> message(C command, UserId by, String trace) {
        return new GenericCommandMessage<>(
                command,
                Map.of(
                        CommandMetadata.SENDER,
                        by.toString(),
                        CommandMetadata.DEVICE,
                        DEVICE,
                        CommandMetadata.GRANT,
                        command instanceof RegisterPerson ? Grant.PARLEY.toString() : CHATTING,
                        CommandMetadata.TRACE,
                        trace));
    }
}
