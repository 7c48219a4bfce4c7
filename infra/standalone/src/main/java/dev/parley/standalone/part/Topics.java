package dev.parley.standalone.part;

import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;

/** Makes the topics that are not there yet. Nothing else ever does. */
final class Topics {

    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Topics() {}

    /** Returns when every partition of every topic takes records. */
    static void create(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (Topic topic : Topic.values()) {
                if (existing.contains(topic.topicName())) {
                    continue;
                }
                missing.add(describe(topic));
                for (int i = 0; i < topic.partitions(); i++) {
                    partitions.put(new TopicPartition(topic.topicName(), i), OffsetSpec.latest());
                }
            }
            admin.createTopics(missing).all().get();
            awaitLeaders(admin, partitions);
        }
    }

    /** A partition without its leader yet can turn an idempotent producer's first batch out of sequence for minutes. */
    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
            throws InterruptedException, ExecutionException {
        for (int attempt = 1; ; attempt++) {
            try {
                admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static NewTopic describe(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                String.join(",", topic.cleanup().policies()));
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                topic.retention() == null
                        ? "-1"
                        : Long.toString(topic.retention().toMillis()));
        if (topic.cleanup().compacts()) {
            // Only closed segments are compacted, so they are closed before they grow large.
            settings.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(8 << 20));
            settings.put(
                    TopicConfig.SEGMENT_MS_CONFIG,
                    Long.toString(Duration.ofHours(1).toMillis()));
        }
        return new NewTopic(topic.topicName(), topic.partitions(), (short) 1).configs(settings);
    }
}
