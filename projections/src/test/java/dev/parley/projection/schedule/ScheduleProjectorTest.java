package dev.parley.projection.schedule;

import static dev.parley.projection.Story.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Views;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageCancelled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.schedule.ScheduleView;
import dev.parley.api.schedule.ScheduleView.Item;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleProjectorTest {

    private static final ConversationId GROUP = new ConversationId(new UUID(7, 1));
    private static final ScheduleId PLANS = ScheduleId.of(ANA);
    private static final Instant AT = Instant.EPOCH;

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();

    @AfterEach
    void close() {
        store.close();
    }

    private static MessageScheduled plan(int item, int seconds) {
        return new MessageScheduled(
                PLANS,
                item(item),
                GROUP,
                new Content.Text("a"),
                null,
                List.of(),
                false,
                AT.plusSeconds(seconds),
                ANA,
                AT);
    }

    private static UUID item(int number) {
        return new UUID(9, number);
    }

    private void publish(List<ScheduleEvent> events, int from, int to) {
        for (int version = from; version < to; version++) {
            kafka.publish(Topic.SCHEDULE_EVENTS, PLANS.toString(), events.get(version), version);
        }
    }

    @Test
    void whatWaitsIsThereSoonestFirstAndWhatWasRefusedSaysWhy() {
        List<ScheduleEvent> events = List.of(
                plan(1, 30),
                plan(2, 10),
                plan(3, 20),
                plan(4, 5),
                new ScheduledMessageCancelled(PLANS, item(1), ANA, AT),
                new ScheduledMessageSent(PLANS, item(4), new MessageId(GROUP, 1), ANA, AT),
                new ScheduledMessageRefused(PLANS, item(2), Reason.NOT_A_MEMBER, "You left.", ANA, AT));
        Driven<?, ?> projection = Driven.by(ScheduleProjections.in(store.database()), kafka);
        publish(events, 0, 5);
        publish(events, 0, 5);
        projection.read();
        projection.restart();
        publish(events, 3, 7);
        publish(events, 0, 7);
        projection.read();

        assertThat(store.all(Views.SCHEDULES))
                .extracting(document -> StoredJson.view(document, ScheduleView.class))
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.version()).isEqualTo(6);
                    assertThat(view.items()).extracting(Item::item).containsExactly(item(2), item(3));
                    assertThat(view.items().getFirst().refused())
                            .isEqualTo(new ScheduleView.Refusal(Reason.NOT_A_MEMBER, "You left.", AT));
                    assertThat(view.items().getLast().refused()).isNull();
                });
    }
}
