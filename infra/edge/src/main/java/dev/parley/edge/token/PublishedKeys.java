package dev.parley.edge.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys, fetched when they are needed, one fetch at a time. A key that is not among them leads to a new fetch, but
 * not soon after another one: whoever makes up names of keys makes no storm. Keys that are getting old are fetched again behind the
 * back of whoever uses them.
 */
final class PublishedKeys {

    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 256 * 1024;

    private final WebClient http;
    private final TokenSettings settings;
    private final Clock clock;
    private volatile @Nullable Fetched latest;
    private @Nullable Mono<JWKSet> underWay;
    private @Nullable Instant askedAt;

    private record Fetched(JWKSet keys, Instant at) {}

    PublishedKeys(TokenSettings settings, Clock clock) {
        this.http = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .build();
        this.settings = settings;
        this.clock = clock;
    }

    /** The keys as they are known; null when they were never fetched. */
    @Nullable
    JWKSet known() {
        Fetched fetched = latest;
        if (fetched == null) {
            return null;
        }
        if (fetched.at().plus(settings.keyLife()).isBefore(clock.instant())) {
            var _ = refresh();
        }
        return fetched.keys();
    }

    /** Newer keys than those at hand, or an error; the same keys when it is too soon to ask again. */
    synchronized Mono<JWKSet> refresh() {
        if (underWay != null) {
            return underWay;
        }
        Instant now = clock.instant();
        Fetched fetched = latest;
        if (fetched != null && askedAt != null && now.isBefore(askedAt.plus(settings.keyPause()))) {
            return Mono.just(fetched.keys());
        }
        askedAt = now;
        Mono<JWKSet> fetch = http.get()
                .uri(settings.jwksUri())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(PATIENCE)
                .map(PublishedKeys::parse)
                .doOnNext(keys -> latest = new Fetched(keys, clock.instant()))
                .onErrorMap(failure -> new JwtException("The issuer's keys cannot be fetched: " + failure, failure))
                .doFinally(signal -> done())
                .cache();
        underWay = fetch;
        // Here and not by whoever waits for it, who may have gone: it is everybody's.
        fetch.subscribe(keys -> {}, failure -> log.warn("{}", String.valueOf(failure.getMessage())));
        return fetch;
    }

    private synchronized void done() {
        underWay = null;
    }

    private static JWKSet parse(String text) {
        try {
            return JWKSet.parse(text).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IllegalStateException("The issuer's keys are not a JWK set", e);
        }
    }
}
