package dev.parley.command.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.schedule.ScheduleChanged;
import dev.parley.api.schedule.ScheduleCommand.CancelScheduledMessage;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageSent;
import dev.parley.api.schedule.ScheduleCommand.ScheduleMessage;
import dev.parley.api.schedule.ScheduleCommand.TakeDueMessage;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageCancelled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.conversation.ConversationLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));
    private static final ConversationId GROUP = new ConversationId(new UUID(7, 1));
    private static final ScheduleId PLANS = ScheduleId.of(ANA);
    private static final UUID ITEM = new UUID(9, 1);
    private static final MessageId SAID = new MessageId(GROUP, 1);

    private static ScheduleMessage plan(String text, Instant dueAt) {
        return new ScheduleMessage(PLANS, ITEM, GROUP, new Content.Text(text), null, List.of(), false, dueAt);
    }

    private static MessageScheduled planned(UUID item, Instant dueAt) {
        return new MessageScheduled(
                PLANS, item, GROUP, new Content.Text("hello"), null, List.of(), false, dueAt, ANA, NOW);
    }

    private static ResultValidator<Schedule> when(List<?> past, Object command, UserId by) {
        var fixture = new AggregateTestFixture<>(Schedule.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource(ConversationLimits.usual(5));
        var given = past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past);
        return given.when(command, Map.of(CommandMetadata.SENDER, by.toString()));
    }

    private static void refused(ResultValidator<Schedule> result, Reason reason) {
        result.expectNoEvents()
                .expectException(Matchers.matches(
                        (Object failure) -> failure instanceof Refused refused && refused.reason() == reason));
    }

    @Test
    void aPlanWaitsForItsTime() {
        when(List.of(), plan("hello", LATER), ANA)
                .expectEvents(planned(ITEM, LATER))
                .expectResultMessagePayload(new ScheduleChanged(ITEM, 0));
        when(List.of(planned(ITEM, LATER)), new TakeDueMessage(PLANS, ITEM), ANA)
                .expectNoEvents()
                .expectResultMessagePayload(null);
        when(List.of(planned(ITEM, NOW)), new TakeDueMessage(PLANS, ITEM), ANA)
                .expectNoEvents()
                .expectResultMessagePayload(planned(ITEM, NOW));
    }

    @Test
    void aRetryDoesNotDouble() {
        when(List.of(planned(ITEM, LATER)), plan("hello", LATER), ANA)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        refused(when(List.of(planned(ITEM, LATER)), plan("hullo", LATER), ANA), Reason.CONFLICT);
        refused(when(List.of(planned(ITEM, LATER)), plan("hello", LATER.plusSeconds(1)), ANA), Reason.CONFLICT);
        var sent = new ScheduledMessageSent(PLANS, ITEM, SAID, ANA, NOW);
        when(List.of(planned(ITEM, LATER), sent), plan("hello", LATER), ANA)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void itsTimeIsToComeWithinAYear() {
        refused(when(List.of(), plan("hello", NOW), ANA), Reason.INVALID);
        refused(when(List.of(), plan("hello", NOW.plus(Duration.ofDays(366))), ANA), Reason.INVALID);
        refused(when(List.of(), plan("hello", Instant.MIN), ANA), Reason.INVALID);
        refused(when(List.of(), plan("hello", Instant.MAX), ANA), Reason.INVALID);
    }

    @Test
    void aHundredWaitAtMost() {
        List<MessageScheduled> past = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            past.add(planned(new UUID(8, i), LATER));
        }
        refused(when(past, plan("hello", LATER), ANA), Reason.TOO_MANY);
    }

    @Test
    void whatWasCancelledIsNeverSaid() {
        var cancelled = new ScheduledMessageCancelled(PLANS, ITEM, ANA, NOW);
        var cancel = new CancelScheduledMessage(PLANS, ITEM);
        when(List.of(planned(ITEM, LATER)), cancel, ANA).expectEvents(cancelled);
        when(List.of(planned(ITEM, NOW), cancelled), cancel, ANA)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        when(List.of(planned(ITEM, NOW), cancelled), new TakeDueMessage(PLANS, ITEM), ANA)
                .expectResultMessagePayload(null);
        refused(when(List.of(planned(ITEM, NOW)), cancel, ANA), Reason.TOO_OLD);
        refused(when(List.of(planned(new UUID(8, 1), LATER)), cancel, ANA), Reason.NOT_FOUND);
    }

    @Test
    void itEndsOnce() {
        var note = new NoteScheduledMessageSent(PLANS, ITEM, SAID);
        var sent = new ScheduledMessageSent(PLANS, ITEM, SAID, ANA, NOW);
        when(List.of(planned(ITEM, NOW)), note, ANA).expectEvents(sent);
        when(List.of(planned(ITEM, NOW), sent), note, ANA).expectNoEvents();
        var refuse = new NoteScheduledMessageRefused(PLANS, ITEM, Reason.NOT_A_MEMBER, "You left.");
        when(List.of(planned(ITEM, NOW)), refuse, ANA)
                .expectEvents(new ScheduledMessageRefused(PLANS, ITEM, Reason.NOT_A_MEMBER, "You left.", ANA, NOW));
        when(List.of(planned(ITEM, NOW), sent), refuse, ANA).expectNoEvents();
    }

    @Test
    void nobodyPlansForAnother() {
        refused(when(List.of(), plan("hello", LATER), BEN), Reason.NOT_FOUND);
        refused(when(List.of(planned(ITEM, LATER)), new CancelScheduledMessage(PLANS, ITEM), BEN), Reason.NOT_FOUND);
        assertThat(ScheduleId.of(ANA)).isNotEqualTo(ScheduleId.of(BEN));
    }

    @Test
    void whatMayNotBeSaidIsNotPlanned() {
        assertThatThrownBy(() -> plan(" ", LATER)).isInstanceOf(InvalidInput.class);
    }
}
