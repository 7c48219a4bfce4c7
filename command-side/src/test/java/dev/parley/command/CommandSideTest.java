package dev.parley.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The deciding side on its real event store, while Kafka is nowhere to be found: deciding goes on. */
class CommandSideTest {

    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));
    private static final UserId STRANGER = new UserId(new UUID(1, 99));
    private static final ConversationId GROUP = new ConversationId(new UUID(7, 1));

    @TempDir
    Path data;

    private ConfigurableApplicationContext running;

    @BeforeEach
    void start() throws Exception {
        running = open();
        send(new RegisterPerson(ANA, "ana", "Ana"), ANA);
        send(new RegisterPerson(BEN, "ben", "Ben"), BEN);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private ConfigurableApplicationContext open(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--server.port=0");
        arguments.add("--parley.event-store.url=rocksdb:" + data.resolve("events"));
        arguments.add("--parley.kafka.bootstrap-servers=127.0.0.1:9");
        return new SpringApplicationBuilder(CommandSideApplication.class).run(arguments.toArray(String[]::new));
    }

    private <R> CompletableFuture<R> dispatch(Object command, UserId by) {
        return running.getBean(CommandGateway.class)
                .send(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(Map.of(
                                CommandMetadata.SENDER,
                                by.toString(),
                                CommandMetadata.GRANT,
                                Talks.grantFor(command),
                                CommandMetadata.TRACE,
                                "a-trace")));
    }

    private <R> R send(Object command, UserId by) throws Exception {
        return this.<R>dispatch(command, by).get();
    }

    private Reason refusal(Object command, UserId by) {
        ExecutionException failure = catchThrowableOfType(ExecutionException.class, () -> send(command, by));
        assertThat(failure).isNotNull().cause().isInstanceOf(Refused.class);
        return ((Refused) failure.getCause()).reason();
    }

    private static CreateConversation group(UserId... members) {
        return new CreateConversation(GROUP, ConversationType.GROUP, Set.of(members), "Lunch");
    }

    private static SendMessage message(String clientId, String text) {
        return new SendMessage(GROUP, clientId, new Content.Text(text), null, List.of());
    }

    @Test
    void onlyPeopleWhoExistBecomeMembers() throws Exception {
        assertThat(refusal(group(BEN, STRANGER), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        send(group(BEN), ANA);
        UserId aConversation = new UserId(GROUP.value());
        assertThat(refusal(
                        new CreateConversation(
                                ConversationId.direct(ANA, aConversation),
                                ConversationType.DIRECT,
                                Set.of(aConversation)),
                        ANA))
                .isEqualTo(Reason.UNKNOWN_USER);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(refusal(message("a", "hello"), ANA)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void afterARestartARetryGetsItsFirstAnswer() throws Exception {
        send(group(BEN), ANA);
        MessageAccepted first = send(message("a", "hello"), ANA);
        running.close();
        running = open();
        assertThat(this.<MessageAccepted>send(message("a", "hello"), ANA)).isEqualTo(first);
        assertThat(refusal(message("a", "hullo"), ANA)).isEqualTo(Reason.CONFLICT);
        assertThat(this.<MessageAccepted>send(message("b", "hello"), BEN).seq()).isEqualTo(2);
    }

    @Test
    void anEventRemembersWhoAskedAndInWhichTrace() throws Exception {
        send(group(BEN), ANA);
        var created =
                running.getBean(EventStore.class).readEvents(GROUP.toString()).next();
        assertThat(created.getMetaData())
                .containsEntry(CommandMetadata.SENDER, ANA.toString())
                .containsEntry(CommandMetadata.TRACE, "a-trace");
    }

    @Test
    void manyAtOnceAreNumberedWithoutGaps() throws Exception {
        send(group(BEN), ANA);
        List<CompletableFuture<MessageAccepted>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(dispatch(message("c" + i, "hello " + i), i % 2 == 0 ? ANA : BEN));
        }
        List<Long> seqs = new ArrayList<>();
        for (CompletableFuture<MessageAccepted> answer : answers) {
            seqs.add(answer.get().seq());
        }
        assertThat(seqs).doesNotHaveDuplicates().hasSize(200).allMatch(seq -> seq >= 1 && seq <= 200);
    }

    @Test
    void beyondItsBoundACommandIsToldToComeBack() throws Exception {
        send(group(BEN), ANA);
        running.close();
        running = open("--parley.commands.max-in-flight=2");
        List<CompletableFuture<MessageAccepted>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(dispatch(message("c" + i, "hello"), ANA));
        }
        int refused = 0;
        for (CompletableFuture<MessageAccepted> answer : answers) {
            ExecutionException refusal = catchThrowableOfType(ExecutionException.class, answer::get);
            if (refusal != null) {
                assertThat(((Refused) refusal.getCause()).reason()).isEqualTo(Reason.RETRY_LATER);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
