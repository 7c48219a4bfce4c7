package dev.parley.query.view;

import static java.util.stream.Collectors.toMap;

import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;

/**
 * Asks the broker. What an unfinished transaction has written counts: it was there when the question came, and a view gets past it as
 * soon as the transaction ends.
 */
public final class KafkaTopicEnds implements TopicEnds, AutoCloseable {

    private final Admin admin;

    public KafkaTopicEnds(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "parley-query-topic-ends",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2_000));
    }

    @Override
    public Mono<Map<Integer, Long>> of(Topic topic) {
        return partitions(topic).flatMap(this::ends);
    }

    private Mono<Collection<TopicPartition>> partitions(Topic topic) {
        return mono(() -> admin.describeTopics(List.of(topic.topicName())).allTopicNames())
                .map(descriptions -> descriptions.values().stream()
                        .flatMap(KafkaTopicEnds::partitionsOf)
                        .toList());
    }

    private static java.util.stream.Stream<TopicPartition> partitionsOf(TopicDescription description) {
        return description.partitions().stream()
                .map(partition -> new TopicPartition(description.name(), partition.partition()));
    }

    private Mono<Map<Integer, Long>> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return mono(() -> admin.listOffsets(latest).all()).map(KafkaTopicEnds::byPartition);
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.entrySet().stream()
                .collect(toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    private static <T> Mono<T> mono(java.util.function.Supplier<KafkaFuture<T>> question) {
        return Mono.fromCompletionStage(() -> question.get().toCompletionStage());
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(500));
    }
}
