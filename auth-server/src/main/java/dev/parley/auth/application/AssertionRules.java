package dev.parley.auth.application;

import dev.parley.auth.oauth.TokenSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** What an assertion has to say (RFC 7523, 3), once its signature is known to be good: about whom, for whom, for how long, and once. */
@Component
final class AssertionRules {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MAX_ID = 255;

    private final SpentAssertions spent;
    private final TokenSettings settings;
    private final List<String> audiences;
    private final Clock clock;

    AssertionRules(SpentAssertions spent, TokenSettings settings, AuthorizationServerSettings server, Clock clock) {
        this.spent = spent;
        this.settings = settings;
        this.audiences = Stream.of(
                        "",
                        server.getTokenEndpoint(),
                        server.getTokenIntrospectionEndpoint(),
                        server.getTokenRevocationEndpoint(),
                        server.getPushedAuthorizationRequestEndpoint(),
                        server.getDeviceAuthorizationEndpoint())
                .map(path -> settings.issuer() + path)
                .toList();
        this.clock = clock;
    }

    OAuth2TokenValidator<Jwt> of(UUID application) {
        return assertion -> {
            String wrong = wrong(application, assertion);
            return wrong == null
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(
                            new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion " + wrong, null));
        };
    }

    private @Nullable String wrong(UUID application, Jwt assertion) {
        String client = application.toString();
        if (!client.equals(assertion.getClaimAsString(JwtClaimNames.ISS)) || !client.equals(assertion.getSubject())) {
            return "is not the application's own: iss and sub are its client id.";
        }
        Collection<String> audience = assertion.getAudience();
        if (audience == null || audience.stream().noneMatch(audiences::contains)) {
            return "is for somebody else: aud is the issuer.";
        }
        Instant now = clock.instant();
        Instant expiresAt = assertion.getExpiresAt();
        if (expiresAt == null
                || !now.minus(settings.clockSkew()).isBefore(expiresAt)
                || expiresAt.isAfter(now.plus(LONGEST).plus(settings.clockSkew()))) {
            return "is expired, or good for longer than " + LONGEST.toMinutes() + " minutes.";
        }
        // Not iat: where there is none, Spring makes one up.
        Instant notBefore = assertion.getNotBefore();
        if (notBefore != null && notBefore.isAfter(now.plus(settings.clockSkew()))) {
            return "is from the future.";
        }
        String id = assertion.getId();
        if (id == null || id.isEmpty() || id.length() > MAX_ID) {
            return "needs a jti of at most " + MAX_ID + " characters.";
        }
        return spent.spend(application, id, expiresAt.plus(settings.clockSkew())) ? null : "has been used already.";
    }
}
