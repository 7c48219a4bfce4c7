package dev.parley.projection.runtime;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients that projectors reach Kafka by. */
public interface KafkaClients {

    /** For one projector's thread. It belongs to no group and commits nothing. */
    Consumer<byte[], byte[]> consumer(String projector);

    /** For dead letters. */
    Producer<byte[], byte[]> producer();

    static KafkaClients at(String bootstrapServers) {
        return new KafkaClients() {

            @Override
            public Consumer<byte[], byte[]> consumer(String projector) {
                return new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                "parley-projector-" + projector,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                // Only met when retention overtook a stopped projector: the rest is better than
                                // nothing.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                1_000,
                                // Six consumers rebuild side by side; the default would let each hold 50 MB.
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                4 << 20,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                5_000,
                                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                4_000),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
            }

            @Override
            public Producer<byte[], byte[]> producer() {
                return new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.CLIENT_ID_CONFIG,
                                "parley-dead-letters",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                5_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                4_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                10_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
            }
        };
    }
}
