package dev.parley.push.view;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.wire.Topic;
import dev.parley.push.tail.Offsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the brokers, once for all who ask at the same moment. The client does its work on a thread of its own. */
@Component
final class KafkaTopicEnds implements TopicEnds, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaTopicEnds.class);
    private static final String TOPIC = Topic.CONVERSATION_EVENTS.topicName();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final Mono<Integer> partitions;
    private final SharedAnswer<Offsets> ends;

    KafkaTopicEnds(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "parley-push-ends",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
        this.partitions = Mono.defer(this::countPartitions).cacheInvalidateIf(count -> false);
        this.ends = new SharedAnswer<>(partitions.flatMap(this::ends).timeout(PATIENCE));
    }

    @Override
    public Mono<Offsets> now() {
        return ends.get().onErrorMap(failure -> {
            log.warn("Kafka did not say where {} ends", TOPIC, failure);
            return new QueryRefused(Reason.UNAVAILABLE, "The event topic cannot be reached.");
        });
    }

    @Override
    public void destroy() {
        admin.close(Duration.ofSeconds(1));
    }

    private Mono<Integer> countPartitions() {
        return Mono.fromCompletionStage(() ->
                        admin.describeTopics(List.of(TOPIC)).allTopicNames().toCompletionStage())
                .map(topics -> topics.values().iterator().next().partitions().size());
    }

    private Mono<Offsets> ends(int count) {
        return Mono.fromCompletionStage(() -> {
                    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
                    for (int partition = 0; partition < count; partition++) {
                        latest.put(new TopicPartition(TOPIC, partition), OffsetSpec.latest());
                    }
                    return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                            .all()
                            .toCompletionStage();
                })
                .map(found -> offsets(found, count));
    }

    private static Offsets offsets(Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found, int count) {
        long[] ends = new long[count];
        found.forEach((partition, end) -> ends[partition.partition()] = end.offset());
        return Offsets.of(ends);
    }
}
