package dev.parley.projection.runtime;

import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One topic that a projector reads, how its records are understood, and what each of them changes. */
public final class Source<K, V> {

    /** Whether the records of a key have to be applied one after the other. */
    enum Order {
        /** Each version exactly once and none before the one it follows. */
        BY_VERSION,
        /** In any order and any number of times: the changes commute. */
        ANY
    }

    /** What a record changes; pure, and throws whatever it likes when it cannot tell. */
    @FunctionalInterface
    private interface Reader<K, V> {
        List<Change<K, V>> read(ConsumerRecord<byte[], byte[]> record, long version);
    }

    private final Topic topic;
    private final Order order;
    private final Reader<K, V> reader;

    private Source(Topic topic, Order order, Reader<K, V> reader) {
        this.topic = topic;
        this.order = order;
        this.reader = reader;
    }

    /** Events that build on each other: a view of them is right only when none is missing. */
    public static <E, K, V> Source<K, V> inOrder(
            Topic topic, Class<E> family, Function<Received<E>, List<Change<K, V>>> on) {
        EventReader<E> events = new EventReader<>(family);
        return new Source<>(topic, Order.BY_VERSION, (record, version) -> {
            String type = header(record, EventHeaders.TYPE);
            byte[] json = events.newest(type, header(record, EventHeaders.REVISION), value(record));
            E event = events.read(type, json);
            return on.apply(new Received<>(key(record), version, event, () -> text(json), position(record)));
        });
    }

    /** Events of which each says enough on its own, so that one that cannot be read holds up no other. */
    public static <E, K, V> Source<K, V> inAnyOrder(Topic topic, Class<E> family, Function<E, List<Change<K, V>>> on) {
        EventReader<E> events = new EventReader<>(family);
        return new Source<>(topic, Order.ANY, (record, version) -> {
            String type = header(record, EventHeaders.TYPE);
            return on.apply(
                    events.read(type, events.newest(type, header(record, EventHeaders.REVISION), value(record))));
        });
    }

    /** Facts that are no events: records of one type, without a version. */
    public static <F, K, V> Source<K, V> facts(Topic topic, Class<F> type, Function<F, List<Change<K, V>>> on) {
        return new Source<>(
                topic, Order.ANY, (record, version) -> on.apply(StoredJson.MAPPER.readValue(value(record), type)));
    }

    Topic topic() {
        return topic;
    }

    boolean keepsOrder() {
        return order == Order.BY_VERSION;
    }

    Incoming<K, V> read(ConsumerRecord<byte[], byte[]> record) {
        String key = key(record);
        long version = Incoming.ANY_VERSION;
        try {
            if (order == Order.BY_VERSION) {
                version = version(record);
            }
            return new Incoming.Understood<>(record, key, version, reader.read(record, version));
        } catch (RuntimeException cause) {
            return new Incoming.Garbled<>(record, key, version, cause);
        }
    }

    /** As if it had said nothing. One that does not even tell its version stays what it is. */
    Incoming<K, V> leaveOut(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Incoming.Understood<>(
                    record, key(record), order == Order.BY_VERSION ? version(record) : Incoming.ANY_VERSION, List.of());
        } catch (RuntimeException cause) {
            return new Incoming.Garbled<>(record, key(record), Incoming.ANY_VERSION, cause);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : text(record.key());
    }

    private static @Nullable Long position(ConsumerRecord<byte[], byte[]> record) {
        String position = header(record, EventHeaders.POSITION);
        return position == null ? null : Long.valueOf(position);
    }

    private static long version(ConsumerRecord<byte[], byte[]> record) {
        String version = header(record, EventHeaders.VERSION);
        if (version == null) {
            throw new IllegalArgumentException("The record has no version.");
        }
        long number = Long.parseLong(version);
        if (number < 0) {
            throw new IllegalArgumentException("Versions start at 0, not " + number + ".");
        }
        return number;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return there(record.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(there(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] there(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("The record is empty.");
        }
        return bytes;
    }
}
