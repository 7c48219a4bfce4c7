package dev.parley.client;

import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What proves who the device is.
 *
 * @param expires when a new one is needed; null = nobody knows, and it is not renewed in time
 */
public record AccessToken(String value, @Nullable Instant expires) {

    /** A JSON Web Token says itself when it expires. */
    public static AccessToken of(String value) {
        return new AccessToken(value, expiryOf(value));
    }

    boolean expired() {
        return expires != null && !Instant.now().isBefore(expires);
    }

    private static @Nullable Instant expiryOf(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            long seconds = JsonMapper.shared()
                    .readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("exp")
                    .asLong(0);
            return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
        } catch (IllegalArgumentException | JacksonException e) {
            return null; // a token of another kind: the server will say when it is over
        }
    }

    /** Never the token itself: this may end in a log. */
    @Override
    public String toString() {
        return "access token until " + expires;
    }
}
