package dev.parley.auth.application;

import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application of a third party. Its id is its client id.
 *
 * @param voidBefore what was issued to it before is worth nothing; null = it was never ended
 */
public record Application(
        UUID id,
        UserId owner,
        State state,
        Registration registration,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant voidBefore) {

    /** Whether it may do anything at all; an administrator says so. */
    public enum State {
        ACTIVE,
        SUSPENDED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String clientId() {
        return id.toString();
    }
}
