package dev.parley.edge;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import org.jspecify.annotations.Nullable;

/** The header that lets a caller repeat a request without repeating what it does. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** @throws InvalidInput when it is empty or too long */
    public static String valid(String key) {
        if (key.isBlank() || key.length() > SendMessage.MAX_CLIENT_ID) {
            throw new InvalidInput(HEADER, "An idempotency key has 1 to " + SendMessage.MAX_CLIENT_ID + " characters.");
        }
        return key;
    }

    /** Null when there is none. */
    public static @Nullable String validIfAny(@Nullable String key) {
        return key == null ? null : valid(key);
    }
}
