package dev.parley.projection.deadletter;

import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** All dead letters that there are: a healthy installation has none, and Kafka forgets them after a month. */
final class DeadLetterTopics {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final KafkaClients kafka;
    private final BiPredicate<String, String> keepsOrder;

    /** @param keepsOrder whether a projector takes the records of a topic's keys one after the other */
    DeadLetterTopics(KafkaClients kafka, BiPredicate<String, String> keepsOrder) {
        this.kafka = kafka;
        this.keepsOrder = keepsOrder;
    }

    /** From the first to the last that is there now, as far as they are wanted. */
    List<Letter> read(Predicate<Letter> wanted) {
        List<Letter> letters = new ArrayList<>();
        Consumer<byte[], byte[]> consumer = kafka.bulkConsumer("dead-letters");
        try {
            List<TopicPartition> partitions = Arrays.stream(Topic.values())
                    .map(Topic::topicName)
                    .filter(name -> name.endsWith(".dlt"))
                    .flatMap(name -> consumer.partitionsFor(name).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.beginningOffsets(partitions).forEach(consumer::seek);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(POLL).forEach(record -> {
                    Letter found = new Letter(record, true);
                    Letter letter =
                            keepsOrder.test(found.projector(), found.topic()) ? found : new Letter(record, false);
                    if (wanted.test(letter)) {
                        letters.add(letter);
                    }
                });
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSING));
        }
        return letters;
    }
}
