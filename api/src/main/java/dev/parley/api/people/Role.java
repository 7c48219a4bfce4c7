package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import java.util.Arrays;
import java.util.Locale;

/** What somebody is to the whole installation; what they are inside a conversation is the conversation's matter. On the wire in lower case. */
public enum Role {
    /** Talks. */
    USER,
    /** Keeps order among users. */
    MODERATOR,
    /** May do what can be done to accounts, applications and settings. */
    ADMINISTRATOR,
    /** Reads the stream of events. */
    ANALYST;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** @throws InvalidInput when there is no such role */
    @JsonCreator
    public static Role of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("roles", "The roles are user, moderator, administrator, analyst."));
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
