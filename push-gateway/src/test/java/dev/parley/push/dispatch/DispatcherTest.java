package dev.parley.push.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Delivery;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.position.PositionFanout;
import dev.parley.push.position.RecordedPositions;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Tail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

class DispatcherTest {

    private static final String EVENTS = Topic.CONVERSATION_EVENTS.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(EVENTS, 0);
    private static final TopicPartition POSITIONS = new TopicPartition(Topic.POSITIONS.topicName(), 0);

    private final JsonMapper json = JsonMapper.shared();
    private final FrameCodec frames = new FrameCodec(json);
    private final EventFrames events = new EventFrames(json, frames);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Fanout fanout = new Fanout(
            new Tail(1000, 1_000_000, events::withoutWords),
            new Delivery(frames, meters),
            new Backlog.Limits(500, 5_000));
    private final FanoutLoop loop = new FanoutLoop(fanout, Schedulers.newSingle("test-fanout", true));
    private final PositionFanout positions = RecordedPositions.fanout(loop, frames, new NoViews());
    private final BlockingQueue<MockConsumer<String, byte[]>> opened = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(PARTITION, 40L, POSITIONS, 3L));
    private final Dispatcher dispatcher = new Dispatcher(
            this::open,
            new Records(json, events),
            loop,
            () -> CompletableFuture.completedFuture(null),
            List.of(positions),
            meters);

    private MockConsumer<String, byte[]> open() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
        for (TopicPartition partition : ends.keySet()) {
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        }
        consumer.updateEndOffsets(ends);
        opened.add(consumer);
        return consumer;
    }

    @BeforeEach
    void started() {
        dispatcher.start();
    }

    @AfterEach
    void stopped() {
        dispatcher.stop();
        positions.destroy();
    }

    @Test
    void itBeginsAtTheEnd() {
        await().until(() -> end().isPresent());
        assertThat(end()).contains(Offsets.of(40));
        assertThat(dispatcher.trouble()).isNull();
    }

    @Test
    void whatCannotBeReadIsCountedAndTheRestFlows() throws InterruptedException {
        MockConsumer<String, byte[]> consumer = opened.take();
        await().until(() -> end().isPresent());
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>(EVENTS, 0, 40, "nonsense", new byte[] {'x'}));
            consumer.addRecord(created(41));
        });
        await().until(() -> end().equals(Optional.of(Offsets.of(42))));
        assertThat(meters.counter("parley.push.unreadable").count()).isEqualTo(1);
    }

    @Test
    void afterAFailureItGoesOnWhereItWas() throws InterruptedException {
        MockConsumer<String, byte[]> first = opened.take();
        await().until(() -> end().isPresent());
        first.schedulePollTask(() -> first.addRecord(created(40)));
        await().until(() -> end().equals(Optional.of(Offsets.of(41))));
        ends.put(PARTITION, 50L);
        first.schedulePollTask(() -> first.setPollException(new KafkaException("The network is down")));
        MockConsumer<String, byte[]> second = opened.take();
        await().until(() -> second.assignment().contains(PARTITION) && second.position(PARTITION) == 41);
    }

    @Test
    void whenItsOffsetsAreGoneItBeginsAnew() throws InterruptedException {
        MockConsumer<String, byte[]> first = opened.take();
        await().until(() -> end().isPresent());
        ends.put(PARTITION, 7L);
        first.schedulePollTask(() -> first.setPollException(new KafkaException("Another cluster")));
        opened.take();
        await().until(() -> end().equals(Optional.of(Offsets.of(7))));
    }

    private Optional<Offsets> end() {
        return loop.call(Fanout::end).blockOptional().orElseThrow();
    }

    private ConsumerRecord<String, byte[]> created(long offset) {
        UserId ana = new UserId(new UUID(1, 2));
        ConversationId conversation = new ConversationId(new UUID(3, 4));
        ConversationCreated event = new ConversationCreated(
                conversation, ConversationType.GROUP, "Friends", List.of(ana), ana, Instant.EPOCH);
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(EVENTS, 0, offset, conversation.toString(), json.writeValueAsBytes(event));
        Map.of(
                        EventHeaders.TYPE, "ConversationCreated",
                        EventHeaders.VERSION, "0",
                        EventHeaders.TIME, "1970-01-01T00:00:00Z")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
