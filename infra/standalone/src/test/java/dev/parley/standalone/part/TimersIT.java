package dev.parley.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.PersonCommand.SuspendPerson;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.schedule.ScheduleCommand.CancelScheduledMessage;
import dev.parley.api.schedule.ScheduleCommand.ScheduleMessage;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.relay.Relay;
import dev.parley.command.store.StoreSettings;
import dev.parley.command.timer.Timekeeper;
import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerProgram;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What was decided for a certain time happens then, once, while whoever keeps the time and what they keep it on are torn away. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class TimersIT {

    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));
    private static final UserId CLEO = new UserId(new UUID(1, 3));
    private static final ConversationId GROUP = new ConversationId(new UUID(7, 1));
    private static final Grant PERSON = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));
    private static final int PLANS = 90;
    private static final int EXPIRING = 500;

    @TempDir
    Path directory;

    private final BlockingQueue<ServerDied> deaths = new LinkedBlockingQueue<>();
    private ServerProcess kafka;
    private CommandSide commandSide;
    private Relay relay;
    private Timekeeper timekeeper;

    @BeforeEach
    void start() throws Exception {
        kafka = startKafka();
        Topics.create(kafka.address().toString());
        startCommandSide();
        for (UserId user : List.of(ANA, BEN, CLEO)) {
            ask(
                    new RegisterPerson(user, "user" + user.value().getLeastSignificantBits(), "Somebody"),
                    user,
                    Grant.PARLEY);
        }
        ask(new CreateConversation(GROUP, ConversationType.GROUP, Set.of(BEN, CLEO), "Lunch"), ANA, PERSON);
    }

    @AfterEach
    void stop() {
        stopCommandSide();
        kafka.close();
    }

    @Test
    void everythingHappensOnceWhateverIsTornAway() throws Exception {
        Instant due = Instant.now().plusSeconds(8);
        for (int i = 0; i < PLANS; i++) {
            plan(i, "plan " + i, due.plusMillis(50L * i), BEN);
        }
        for (int i = 0; i < EXPIRING; i++) {
            ask(
                    new SendMessage(
                            GROUP,
                            null,
                            new Content.Text("soon gone"),
                            null,
                            List.of(),
                            false,
                            Duration.ofSeconds(8),
                            null,
                            null),
                    ANA,
                    PERSON);
        }
        plan(1_000, "cancelled", due, BEN);
        ask(new CancelScheduledMessage(ScheduleId.of(BEN), new UUID(9, 1_000)), BEN, PERSON);

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said("plan ") >= PLANS / 6);
        stopCommandSide();
        startCommandSide();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said("plan ") >= PLANS / 3);
        ProcessHandle.of(kafka.pid()).orElseThrow().destroyForcibly();
        deaths.take();
        // Without Kafka, what is known goes on to happen.
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said("plan ") >= PLANS / 2);
        kafka = startKafka();
        stopCommandSide();
        startCommandSide();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> count(schedule(BEN), ScheduledMessageSent.class) == PLANS
                        && count(GROUP.toString(), MessageExpired.class) == EXPIRING);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> relay.lag() == 0);
        assertThat(said("plan ")).isEqualTo(PLANS);
        assertThat(said("cancelled")).isZero();
        assertThat(history(GROUP.toString()).stream()
                        .filter(MessageExpired.class::isInstance)
                        .distinct())
                .hasSize(EXPIRING);
    }

    @Test
    void whatMayNotBeSaidAnyMoreIsRefusedAndSaysSo() {
        Instant due = Instant.now().plusSeconds(3);
        plan(1, "kicked", due, BEN);
        plan(2, "suspended", due, CLEO);
        plan(3, "mine", due, ANA);
        ask(new KickMember(GROUP, BEN), ANA, PERSON);
        ask(new SuspendPerson(CLEO, 1), CLEO, Grant.PARLEY);

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> count(schedule(BEN), ScheduledMessageRefused.class) == 1
                        && count(schedule(CLEO), ScheduledMessageRefused.class) == 1
                        && count(schedule(ANA), ScheduledMessageSent.class) == 1);
        assertThat(refusal(BEN)).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(CLEO)).isEqualTo(Reason.ACCOUNT_SUSPENDED);
        assertThat(said("kicked") + said("suspended")).isZero();
        assertThat(said("mine")).isEqualTo(1);
    }

    private void plan(int number, String text, Instant due, UserId by) {
        ask(
                new ScheduleMessage(
                        ScheduleId.of(by),
                        new UUID(9, number),
                        GROUP,
                        new Content.Text(text),
                        null,
                        List.of(),
                        false,
                        due),
                by,
                PERSON);
    }

    private long said(String text) {
        return history(GROUP.toString()).stream()
                .filter(event -> event instanceof MessageSent sent
                        && sent.content().text().startsWith(text))
                .count();
    }

    private Reason refusal(UserId user) {
        return history(schedule(user)).stream()
                .filter(ScheduledMessageRefused.class::isInstance)
                .map(event -> ((ScheduledMessageRefused) event).reason())
                .findFirst()
                .orElseThrow();
    }

    private static String schedule(UserId user) {
        return ScheduleId.of(user).toString();
    }

    private long count(String aggregate, Class<?> event) {
        return history(aggregate).stream().filter(event::isInstance).count();
    }

    private List<?> history(String aggregate) {
        return commandSide
                .storage()
                .events()
                .readEvents(aggregate, 0)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .toList();
    }

    private void ask(Object command, UserId by, Grant grant) {
        commandSide
                .gateway()
                .send(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(
                                Map.of(CommandMetadata.SENDER, by.toString(), CommandMetadata.GRANT, grant.toString())))
                .join();
    }

    private ServerProcess startKafka() throws Exception {
        return new ServerLauncher(directory.resolve("logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.kafka(Path.of("..", "kafka-node", "target", "lib")),
                        directory.resolve("kafka"),
                        Duration.ofMinutes(1),
                        deaths::add);
    }

    private void startCommandSide() {
        String brokers = kafka.address().toString();
        var meters = new SimpleMeterRegistry();
        commandSide = new CommandSide(
                new StoreSettings("rocksdb:" + directory.resolve("events"), 100, 1_000),
                ConversationLimits.usual(5_000),
                PeopleRules.DEFAULT,
                1_024,
                Clock.systemUTC(),
                meters);
        relay = Relay.between(commandSide.storage(), brokers, commandSide.serializer(), Clock.systemUTC(), meters);
        timekeeper = Timekeeper.of(brokers, commandSide.gateway(), commandSide.people(), Clock.systemUTC(), meters);
        relay.start();
        timekeeper.start();
    }

    private void stopCommandSide() {
        timekeeper.stop();
        relay.stop();
        commandSide.close();
    }
}
