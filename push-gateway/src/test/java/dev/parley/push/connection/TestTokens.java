package dev.parley.push.connection;

import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Tokens that say in plain text what they allow. */
final class TestTokens implements ReactiveJwtDecoder {

    static String sessionOf(DeviceId device) {
        return sessionOf(device.toString());
    }

    private static String sessionOf(String device) {
        return "session-" + device;
    }

    static String token(UserId user, DeviceId device) {
        return token(user, device, Duration.ofMinutes(15), Claims.SCOPE_CHAT);
    }

    static String token(UserId user, DeviceId device, Duration lifetime, String scope) {
        return String.join(
                "/",
                user.toString(),
                device.toString(),
                String.valueOf(Instant.now().plus(lifetime).toEpochMilli()),
                scope);
    }

    @Override
    public Mono<Jwt> decode(String token) {
        String[] parts = token.split("/", -1);
        if (parts.length != 4 || until(parts).isBefore(Instant.now())) {
            return Mono.error(new BadJwtException("Not a good token"));
        }
        return Mono.just(Jwt.withTokenValue(token)
                .header("alg", "none")
                .subject(parts[0])
                .claim(Claims.DEVICE, parts[1])
                .claim(Claims.SESSION, sessionOf(parts[1]))
                .claim(Claims.CLIENT, Claims.FIRST_PARTY)
                .expiresAt(until(parts))
                .claim("scope", parts[3])
                .build());
    }

    private static Instant until(String[] parts) {
        return Instant.ofEpochMilli(Long.parseLong(parts[2]));
    }
}
