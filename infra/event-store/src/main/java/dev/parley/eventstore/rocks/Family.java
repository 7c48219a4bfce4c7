package dev.parley.eventstore.rocks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The column families, and the shape of their keys. Numbers are 8 bytes, most significant first, so that their order is RocksDB's.
 *
 * <ul>
 *   <li>{@code default}: name of a fact about the store → its value
 *   <li>{@code events}: position, from 1 and without holes → the event as {@link StoredEvent} encodes it
 *   <li>{@code aggregates}: aggregate id, a zero byte, sequence number → position
 *   <li>{@code snapshots}: aggregate id → the latest snapshot, encoded like an event
 *   <li>{@code keys}: an event's key → position
 * </ul>
 */
enum Family {
    META("default"),
    EVENTS("events"),
    AGGREGATES("aggregates"),
    SNAPSHOTS("snapshots"),
    KEYS("keys");

    private final String familyName;

    Family(String familyName) {
        this.familyName = familyName;
    }

    /** Whether it is asked for keys that it may not have; then a filter says no without looking. */
    boolean lookedUp() {
        return this == KEYS || this == SNAPSHOTS || this == META;
    }

    byte[] nameBytes() {
        return text(familyName);
    }

    boolean named(String name) {
        return familyName.equals(name);
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] ofAggregate(byte[] aggregate, long sequence) {
        return ByteBuffer.allocate(aggregate.length + 1 + Long.BYTES)
                .put(aggregate)
                .put((byte) 0)
                .putLong(sequence)
                .array();
    }

    /** Whether a key of {@code aggregates} is of the same aggregate as another one. */
    static boolean sameAggregate(byte[] key, byte[] other) {
        return key.length == other.length
                && Arrays.equals(key, 0, key.length - Long.BYTES, other, 0, other.length - Long.BYTES);
    }

    /** The sequence number at the end of a key of {@code aggregates}. */
    static long sequence(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }
}
