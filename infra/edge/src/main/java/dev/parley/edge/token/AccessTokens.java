package dev.parley.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.parley.api.session.Claims;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Checks access tokens. A signature is checked once: it takes a tenth of a millisecond, so it happens where the request is. What was
 * verified is remembered until it expires; whether it was revoked is asked each time, so a revocation counts from the moment it is
 * heard, also for a token that is being verified just then.
 *
 * <p>Whether its bringer may use a token that is bound to a key is for {@link PresentedTokens} to say.
 */
public final class AccessTokens implements ReactiveJwtDecoder {

    /** RFC 9068: an id token says who somebody is, not what they may do. */
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** Those that our issuer signs by, and nothing symmetric: nobody but the issuer has what it takes to sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    /** In characters; ours have about a thousand. */
    private static final int LONGEST = 16 * 1024;

    private final PublishedKeys keys;
    private final RevocationFollower revocations;
    private final Revoked revoked;
    private final TokenSettings settings;
    private final Clock clock;
    private final NimbusJwtDecoder decoder;
    private final Cache<String, Verified> known;

    /** Made once for each key, because it takes a third as long as checking a signature; gone with the set that the key came in. */
    private final LoadingCache<JWK, List<Key>> asJavas =
            Caffeine.newBuilder().weakKeys().build(key -> KeyConverter.toJavaKeys(List.of(key)));

    private record Verified(Jwt token, IssuedTo issuedTo) {}

    AccessTokens(
            PublishedKeys keys, RevocationFollower revocations, Revoked revoked, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.revoked = revoked;
        this.settings = settings;
        this.clock = clock;
        this.decoder = decoder();
        this.known = Caffeine.newBuilder()
                .maximumSize(settings.knownTokens())
                .expireAfter(Expiry.creating((String token, Verified verified) -> left(verified)))
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Verified seen = known.getIfPresent(token);
        if (seen != null && revocations.isHeard()) {
            return answer(seen);
        }
        if (token.length() > LONGEST) {
            return Mono.error(new BadJwtException("No token of ours is that long."));
        }
        return revocations.ready().then(Mono.defer(() -> verify(token)));
    }

    private Mono<Jwt> verify(String token) {
        if (!revocations.isHeard()) {
            return Mono.error(new JwtException("Nobody can tell which tokens were revoked: " + revocations.trouble()));
        }
        if (keys.known() == null) {
            return keys.refresh().then(Mono.defer(() -> answer(remember(token))));
        }
        try {
            return answer(remember(token));
        } catch (UnknownKey unknown) {
            return keys.refresh().then(Mono.defer(() -> answer(remember(token))));
        }
    }

    private Mono<Jwt> answer(Verified verified) {
        if (revoked.covers(verified.issuedTo())) {
            known.invalidate(verified.token().getTokenValue());
            return Mono.error(new BadJwtException("The token was revoked."));
        }
        return Mono.just(verified.token());
    }

    /** @throws BadJwtException when the token is not good */
    private Verified remember(String token) {
        Jwt jwt = decode(token, decoder);
        Verified verified = new Verified(jwt, IssuedTo.of(jwt));
        known.put(token, verified);
        return verified;
    }

    private static Jwt decode(String token, NimbusJwtDecoder decoder) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            if (e.getCause() instanceof NoSuchKey) {
                throw new UnknownKey(e);
            }
            throw e;
        }
    }

    private NimbusJwtDecoder decoder() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector((header, context) -> matching(header));
        // Spring's validators below say what claims have to be, with a clock that a test can move.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder nimbus = new NimbusJwtDecoder(processor);
        JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.clockSkew());
        timestamps.setClock(clock);
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, expires -> expires != null),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(Claims.AUDIENCE))));
        return nimbus;
    }

    /** Keys come from the issuer alone, never from what a token's header says about itself. */
    private List<Key> matching(JWSHeader header) throws NoSuchKey {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return List.of();
        }
        JWKSet published = keys.known();
        List<JWK> matching =
                published == null ? List.of() : new JWKSelector(JWKMatcher.forJWSHeader(header)).select(published);
        if (matching.isEmpty()) {
            throw new NoSuchKey();
        }
        return matching.stream().flatMap(key -> asJavas.get(key).stream()).toList();
    }

    private Duration left(Verified verified) {
        Instant expires = verified.token().getExpiresAt();
        Duration left = expires == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), expires).plus(settings.clockSkew());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static final class NoSuchKey extends KeySourceException {

        private static final long serialVersionUID = 1L;

        NoSuchKey() {
            super("No key of the issuer's fits this token.");
        }
    }

    private static final class UnknownKey extends BadJwtException {

        private static final long serialVersionUID = 1L;

        UnknownKey(Throwable cause) {
            super("No key of the issuer's fits this token.", cause);
        }
    }
}
