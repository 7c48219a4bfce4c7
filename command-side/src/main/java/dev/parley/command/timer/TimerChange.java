package dev.parley.command.timer;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.wire.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an event does to a timer.
 *
 * @param timer null = there is none any more
 */
record TimerChange(String id, @Nullable Timer timer) {

    /** Of most messages it is enough to see that this word is nowhere in them. */
    private static final String EXPIRES = "\"expiresAt\":";

    private static final Map<String, Class<?>> CONCERNING = Map.of(
            "MessageSent", MessageSent.class,
            "MessageRecalled", MessageRecalled.class,
            "MessageExpired", MessageExpired.class,
            "MessageScheduled", MessageScheduled.class,
            "ScheduledMessageCancelled", ScheduleEvent.ScheduledMessageCancelled.class,
            "ScheduledMessageSent", ScheduleEvent.ScheduledMessageSent.class,
            "ScheduledMessageRefused", ScheduleEvent.ScheduledMessageRefused.class);

    static Optional<TimerChange> of(ConsumerRecord<String, byte[]> record, JsonMapper json) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        Class<?> event = type == null ? null : CONCERNING.get(new String(type.value(), StandardCharsets.UTF_8));
        if (event == null
                || (event == MessageSent.class
                        && !new String(record.value(), StandardCharsets.UTF_8).contains(EXPIRES))) {
            return Optional.empty();
        }
        return switch (json.readValue(record.value(), event)) {
            case ConversationEvent one -> of(one);
            case ScheduleEvent one -> Optional.of(of(one));
            default -> Optional.empty();
        };
    }

    private static Optional<TimerChange> of(ConversationEvent event) {
        return switch (event) {
            case MessageSent sent
            when sent.expiresAt() != null ->
                Optional.of(set(new Timer.Expiry(sent.message(), sent.by(), sent.expiresAt())));
            case MessageRecalled recalled -> Optional.of(none(Timer.Expiry.id(recalled.message())));
            case MessageExpired expired -> Optional.of(none(Timer.Expiry.id(expired.message())));
            default -> Optional.empty();
        };
    }

    private static TimerChange of(ScheduleEvent event) {
        return event instanceof MessageScheduled plan
                ? set(new Timer.Plan(plan.schedule(), plan.item(), plan.by(), plan.dueAt()))
                : none(Timer.Plan.id(event.schedule(), event.item()));
    }

    private static TimerChange set(Timer timer) {
        return new TimerChange(timer.id(), timer);
    }

    private static TimerChange none(String id) {
        return new TimerChange(id, null);
    }
}
