package dev.parley.eventstore.rocks;

import dev.parley.eventstore.DamagedStore;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the store. Payload and metadata are the JSON of the wire, serialised once.
 *
 * @param appended when the writer took it, in ms since 1970; never less than that of the event before it
 * @param at when it happened, by the clock of whoever decided
 * @param type of the aggregate
 * @param sequence in the aggregate, from 0
 * @param metadata JSON object
 * @param payload JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredEvent(
        long appended,
        Instant at,
        String id,
        @Nullable String type,
        String aggregate,
        long sequence,
        String payloadType,
        @Nullable String revision,
        byte[] metadata,
        byte[] payload)
        implements DomainEventData<byte[]> {

    private static final byte FORMAT = 1;
    private static final int APPENDED_AT = 1;
    private static final int ABSENT = -1;

    /** Format, when appended, when it happened (seconds and nanoseconds), sequence, then each text and body with its length before it. */
    byte[] encoded() {
        byte[][] parts = {
            bytes(id), bytes(type), bytes(aggregate), bytes(payloadType), bytes(revision), metadata, payload
        };
        int size = 1 + 3 * Long.BYTES + Integer.BYTES;
        for (byte[] part : parts) {
            size += Integer.BYTES + (part == null ? 0 : part.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size)
                .put(FORMAT)
                .putLong(appended)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(sequence);
        for (byte[] part : parts) {
            if (part == null) {
                out.putInt(ABSENT);
            } else {
                out.putInt(part.length).put(part);
            }
        }
        return out.array();
    }

    /** Writes into an encoded event when it was appended: only the writer knows. */
    static void appendedAt(byte[] encoded, long millis) {
        ByteBuffer.wrap(encoded).putLong(APPENDED_AT, millis);
    }

    static long appendedAt(byte[] encoded) {
        return ByteBuffer.wrap(encoded).getLong(APPENDED_AT);
    }

    /** @throws DamagedStore when these bytes are no event; {@code place} says where they came from */
    static StoredEvent decoded(byte[] encoded, Object place) {
        try {
            ByteBuffer in = ByteBuffer.wrap(encoded);
            byte format = in.get();
            if (format != FORMAT) {
                throw new DamagedStore("The event at " + place + " has the unknown format " + format + ".");
            }
            long appended = in.getLong();
            Instant at = Instant.ofEpochSecond(in.getLong(), in.getInt());
            long sequence = in.getLong();
            StoredEvent event = new StoredEvent(
                    appended,
                    at,
                    required(in),
                    text(in),
                    required(in),
                    sequence,
                    required(in),
                    text(in),
                    body(in),
                    body(in));
            if (in.hasRemaining()) {
                throw new DamagedStore("The event at " + place + " is longer than it says.");
            }
            return event;
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedStore("The event at " + place + " cannot be read.", e);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String required(ByteBuffer in) {
        return new String(body(in), StandardCharsets.UTF_8);
    }

    private static @Nullable String text(ByteBuffer in) {
        in.mark();
        if (in.getInt() == ABSENT) {
            return null;
        }
        in.reset();
        return required(in);
    }

    private static byte[] body(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("A part of " + length + " bytes where " + in.remaining() + " are left");
        }
        byte[] body = new byte[length];
        in.get(body);
        return body;
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null for events without an aggregate of a type
    public String getType() {
        return type;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregate;
    }

    @Override
    public long getSequenceNumber() {
        return sequence;
    }

    @Override
    public String getEventIdentifier() {
        return id;
    }

    @Override
    public Instant getTimestamp() {
        return at;
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metadata, byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, payloadType, revision);
    }
}
