package dev.parley.bench.identity;

import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** A topic of revocations in which there are none. */
final class SilentTopic extends MockConsumer<String, byte[]> {

    SilentTopic() {
        super("none");
        updateEndOffsets(Map.of(new TopicPartition(Topic.SESSIONS.topicName(), 0), 0L));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return Map.of();
    }

    /** Waits outside the lock: whoever wants it to stop needs that. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public ConsumerRecords<String, byte[]> poll(Duration timeout) {
        LockSupport.parkNanos(timeout.toNanos());
        return super.poll(Duration.ZERO);
    }
}
