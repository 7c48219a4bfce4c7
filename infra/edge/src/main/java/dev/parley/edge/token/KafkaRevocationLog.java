package dev.parley.edge.token;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers of the brokers, outside any group: every door reads everything. */
final class KafkaRevocationLog implements RevocationLog {

    private static final int SECONDS = 1000;

    private final String bootstrapServers;

    KafkaRevocationLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public Consumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        "parley-edge-revocations",
                        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                        4 * SECONDS,
                        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5 * SECONDS,
                        // It is asked whether it is there all the time, so it need not be asked often.
                        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        2 * SECONDS,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
