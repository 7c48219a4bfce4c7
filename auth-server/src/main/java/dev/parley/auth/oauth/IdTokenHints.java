package dev.parley.auth.oauth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Reads the ID tokens that applications hand back to say whom they mean. They may have expired, but they are ours, or mean nothing. */
@Component
public final class IdTokenHints {

    private static final Logger log = LoggerFactory.getLogger(IdTokenHints.class);

    private final JwtDecoder decoder;

    IdTokenHints(JWKSource<SecurityContext> signingKeys, TokenSettings settings) {
        JwtTypeValidator type = new JwtTypeValidator("JWT"); // an access token is none
        type.setAllowEmpty(true);
        NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(signingKeys)
                .jwsAlgorithms(algorithms -> {
                    algorithms.add(SignatureAlgorithm.RS256);
                    algorithms.add(SignatureAlgorithm.ES256);
                })
                .build();
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(type, new JwtIssuerValidator(settings.issuer())));
        this.decoder = nimbus;
    }

    /**
     * What an ID token of ours says.
     *
     * @param subject the person's id
     * @param client the application that it was issued to
     * @param session the session that it was issued in; null in those of before sessions had names
     */
    public record IdTokenHint(
            String subject, String client, @Nullable String session) {}

    /** Empty when this is no ID token of ours. */
    public Optional<IdTokenHint> read(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String subject = jwt.getSubject();
            String client = jwt.getClaimAsString(IdTokenClaimNames.AZP);
            return subject == null || client == null
                    ? Optional.empty()
                    : Optional.of(new IdTokenHint(subject, client, jwt.getClaimAsString(IdTokenClaims.SESSION)));
        } catch (JwtException e) {
            log.debug("Somebody hands us an ID token that is not ours.", e);
            return Optional.empty();
        }
    }
}
