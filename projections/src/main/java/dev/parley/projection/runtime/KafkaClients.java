package dev.parley.projection.runtime;

import java.util.HashMap;
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

    /** Records at a time: enough for a request to be worth it, and few enough for them to die young. */
    int LARGEST_STEP = 500;

    /** For one projector's thread. It belongs to no group and commits nothing. */
    Consumer<byte[], byte[]> consumer(String projector);

    /** The same in larger steps, for whoever reads everything from the beginning. */
    default Consumer<byte[], byte[]> bulkConsumer(String projector) {
        return bulkConsumer(projector, LARGEST_STEP);
    }

    /** @param most how many records a step has at most */
    default Consumer<byte[], byte[]> bulkConsumer(String projector, int most) {
        return consumer(projector);
    }

    /** For dead letters. */
    Producer<byte[], byte[]> producer();

    static KafkaClients at(String bootstrapServers) {
        return new KafkaClients() {

            @Override
            public Consumer<byte[], byte[]> consumer(String projector) {
                return consumer(projector, LARGEST_STEP);
            }

            @Override
            public Consumer<byte[], byte[]> bulkConsumer(String projector, int most) {
                return consumer(projector + "-bulk", most);
            }

            private Consumer<byte[], byte[]> consumer(String projector, int most) {
                Map<String, Object> settings = new HashMap<>(Map.of(
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
                        most,
                        // Six consumers rebuild side by side; the default would let each hold 50 MB.
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        4 << 20,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        4_000));
                // Whoever reads one partition alone gets as much at a time as others of all of theirs.
                settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
                return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
