package dev.parley.auth.application;

import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** An application of a third party. Its id is its client id. */
public record Application(
        UUID id, UserId owner, State state, Registration registration, Instant createdAt, Instant changedAt) {

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
