package dev.parley.auth.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** Makes logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4): signed as the application's ID tokens, and mistaken for none. */
@Component
final class LogoutTokens {

    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final JwtEncoder encoder;
    private final AuthorizationServerSettings settings;
    private final Clock clock;

    LogoutTokens(JwtEncoder encoder, AuthorizationServerSettings settings, Clock clock) {
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    String of(LogoutNotice notice, RegisteredClient client) {
        Instant now = clock.instant();
        JwsAlgorithm algorithm = client.getTokenSettings().getIdTokenSignatureAlgorithm();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(String.valueOf(settings.getIssuer()))
                .audience(List.of(client.getClientId()))
                .subject(notice.account())
                .claim("sid", notice.session())
                .claim("events", Map.of(EVENT, Map.of()))
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(algorithm).type(TYPE).build(), claims))
                .getTokenValue();
    }
}
