package dev.parley.push.dispatch;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.wire.EventHeaders;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.tail.Offsets;
import dev.parley.push.view.TopicEnds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The topic of conversations without Kafka: what is published here is dispatched at once, in one partition. */
@Primary
@Component
public final class FedTopic implements TopicEnds {

    private final Records events;
    private final FanoutLoop loop;
    private final JsonMapper json;
    private final List<ConversationEvent> published = new ArrayList<>();
    private final Map<ConversationId, Long> versions = new HashMap<>();

    FedTopic(Records events, FanoutLoop loop, JsonMapper json) {
        this.events = events;
        this.loop = loop;
        this.json = json;
    }

    public void begin() {
        loop.run(fanout -> fanout.begin(Offsets.of(published.size()))).block();
    }

    /** Returns the version that the event got. */
    public synchronized long publish(ConversationEvent event) {
        long version = versions.merge(event.conversation(), 0L, (before, zero) -> before + 1);
        long offset = published.size();
        published.add(event);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "parley.conversation.events",
                0,
                offset,
                event.conversation().toString(),
                json.writeValueAsBytes(event));
        header(record, EventHeaders.TYPE, event.getClass().getSimpleName());
        header(record, EventHeaders.VERSION, String.valueOf(version));
        header(record, EventHeaders.TIME, event.at().toString());
        header(record, EventHeaders.POSITION, String.valueOf(offset + 1));
        header(record, EventHeaders.BY, event.by().toString());
        loop.run(fanout -> fanout.accept(List.of(events.event(record)), Offsets.of(offset + 1)))
                .block();
        return version;
    }

    /** The event as the log's view has it. */
    public LoggedEventView logged(ConversationEvent event, long version) {
        return new LoggedEventView(
                LoggedEventView.key(event.conversation(), version),
                event.conversation(),
                version,
                event.getClass().getSimpleName(),
                event.at(),
                event.by().toString(),
                json.writeValueAsString(event),
                end());
    }

    @Override
    public synchronized Mono<Offsets> now() {
        return Mono.just(Offsets.of(published.size()));
    }

    public synchronized long end() {
        return published.size();
    }

    private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
