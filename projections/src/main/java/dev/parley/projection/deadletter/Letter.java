package dev.parley.projection.deadletter;

import dev.parley.api.wire.DeadLetterHeaders;
import dev.parley.api.wire.EventHeaders;
import dev.parley.projection.runtime.Discarded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One record of a dead-letter topic.
 *
 * @param ordered whether its projector takes the records of a key one after the other
 */
record Letter(ConsumerRecord<byte[], byte[]> dead, boolean ordered) {

    private static final long NO_VERSION = -1;
    private static final String SUFFIX = ".dlt";

    String projector() {
        return said(DeadLetterHeaders.PROJECTOR);
    }

    boolean poison() {
        return said(DeadLetterHeaders.KIND).equals("POISON");
    }

    String cause() {
        return said(DeadLetterHeaders.CAUSE);
    }

    @Nullable
    String stack() {
        String stack = said(DeadLetterHeaders.STACK);
        return stack.isEmpty() ? null : stack;
    }

    String topic() {
        return dead.topic().substring(0, dead.topic().length() - SUFFIX.length());
    }

    int partition() {
        return Integer.parseInt(said(DeadLetterHeaders.SOURCE_PARTITION));
    }

    long offset() {
        return Long.parseLong(said(DeadLetterHeaders.SOURCE_OFFSET));
    }

    /** What it is called by: where the record stands that it was. */
    String id() {
        return projector() + ":" + topic() + ":" + partition() + ":" + offset();
    }

    String discardKey() {
        return Discarded.key(projector(), topic(), partition(), offset());
    }

    String key() {
        return dead.key() == null ? "" : new String(dead.key(), StandardCharsets.UTF_8);
    }

    /** By which its projector takes it in turn; empty where it keeps no order. */
    Optional<Long> turn() {
        return ordered ? version() : Optional.empty();
    }

    Optional<Long> version() {
        String version = said(EventHeaders.VERSION);
        return version.matches("\\d{1,18}") ? Optional.of(Long.valueOf(version)) : Optional.empty();
    }

    long order() {
        return turn().orElse(NO_VERSION);
    }

    @Nullable
    String event() {
        String type = said(EventHeaders.TYPE);
        return type.isEmpty() ? null : type;
    }

    @Nullable
    Long position() {
        String position = said(EventHeaders.POSITION);
        return position.isEmpty() ? null : Long.valueOf(position);
    }

    Instant diedAt() {
        return Instant.ofEpochMilli(dead.timestamp());
    }

    /** The record as it was read. */
    ConsumerRecord<byte[], byte[]> source() {
        return new ConsumerRecord<>(
                topic(),
                partition(),
                offset(),
                dead.timestamp(),
                TimestampType.CREATE_TIME,
                dead.serializedKeySize(),
                dead.serializedValueSize(),
                dead.key(),
                dead.value(),
                dead.headers(),
                Optional.empty());
    }

    private String said(String name) {
        Header header = dead.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
