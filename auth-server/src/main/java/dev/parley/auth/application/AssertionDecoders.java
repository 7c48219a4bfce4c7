package dev.parley.auth.application;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Verifies what applications sign to prove who they are. Which algorithms count follows from how the application is registered and never
 * from what the assertion says of itself, so that no public key ever serves as a secret.
 */
@Component
final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {

    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512);

    /** What such a token may call itself; one of another kind, say an access token, is none. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null);

    private final Applications applications;
    private final Secrets secrets;
    private final FetchedKeys fetched;
    private final AssertionRules rules;
    private final SecretUses uses;

    AssertionDecoders(
            Applications applications, Secrets secrets, FetchedKeys fetched, AssertionRules rules, SecretUses uses) {
        this.applications = applications;
        this.secrets = secrets;
        this.fetched = fetched;
        this.rules = rules;
        this.uses = uses;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        Application application = applications
                .byClientId(client.getClientId())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(
                switch (application.registration().authenticationMethod()) {
                    case CLIENT_SECRET_JWT -> secrets(application.id());
                    case PRIVATE_KEY_JWT ->
                        new JWSVerificationKeySelector<>(SIGNATURES, keys(application.registration()));
                    case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE ->
                        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
                });
        // The rules say what the claims have to be, on our clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(rules.of(application.id()));
        return application.registration().authenticationMethod() == ClientAuthentication.CLIENT_SECRET_JWT
                ? assertion -> {
                    Jwt good = decoder.decode(assertion);
                    noteUse(application.id(), assertion);
                    return good;
                }
                : decoder;
    }

    /** The library does not say which of the secrets it was. */
    private void noteUse(UUID application, String assertion) {
        try {
            SignedJWT signed = SignedJWT.parse(assertion);
            for (Secret secret : secrets.revealed(application)) {
                if (signed.verify(new MACVerifier(secret.value()))) {
                    uses.used(Fingerprint.of(secret));
                }
            }
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The library has verified an assertion that cannot be verified.", e);
        }
    }

    private JWSKeySelector<SecurityContext> secrets(UUID application) {
        return (header, context) -> JWSAlgorithm.HS256.equals(header.getAlgorithm())
                ? secrets.revealed(application).stream()
                        .map(secret -> new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                        .toList()
                : List.of();
    }

    private JWKSource<SecurityContext> keys(Registration registration) {
        try {
            if (registration.jwksUri() != null) {
                return fetched.at(registration.jwksUri());
            }
            return registration.jwks() == null
                    ? new ImmutableJWKSet<>(new JWKSet())
                    : new ImmutableJWKSet<>(JWKSet.parse(registration.jwks()));
        } catch (ParseException e) {
            throw new IllegalStateException("Checked when it was registered.", e);
        }
    }
}
