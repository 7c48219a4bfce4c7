package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import dev.parley.api.NamedIds;
import dev.parley.api.people.UserId;
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
        return named("direct:" + first + ":" + second);
    }

    /** Where the service tells somebody something. */
    public static ConversationId system(UserId user) {
        return named("system:" + user);
    }

    /** What a creation with this idempotency key by this person makes, however often it is sent. */
    public static ConversationId derived(UserId creator, String idempotencyKey) {
        return named("derived:" + creator + ":" + idempotencyKey);
    }

    private static ConversationId named(String name) {
        return new ConversationId(NamedIds.uuid(name));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
