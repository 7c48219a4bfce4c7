package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A conversation. UUIDv7 for one that was just made, UUIDv8 where two clients must arrive at the same one. */
public record ConversationId(UUID value) {

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static ConversationId of(String text) {
        try {
            return new ConversationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("conversation", "A conversation id is a UUID.");
        }
    }

    /** The one direct conversation of two people, whoever starts it. */
    public static ConversationId direct(UserId one, UserId other) {
        UserId first = one.compareTo(other) <= 0 ? one : other;
        UserId second = first.equals(one) ? other : one;
        return digest("direct:" + first + ":" + second);
    }

    /** What a creation with this idempotency key by this person makes, however often it is sent. */
    public static ConversationId derived(UserId creator, String idempotencyKey) {
        return digest("derived:" + creator + ":" + idempotencyKey);
    }

    /** RFC 9562 version 8 over SHA-256: the standard's name-based versions stop at SHA-1, and keys are chosen by clients. */
    private static ConversationId digest(String name) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new ConversationId(new UUID(high, low));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
