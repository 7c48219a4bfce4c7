package dev.parley.auth.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.parley.auth.web.Outgoing;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Public keys that applications keep at addresses of theirs; each is fetched at most every five minutes, or when it lacks a key, at most twice a minute. */
@Component
final class FetchedKeys {

    private static final int MAX_ADDRESSES = 1000;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final Cache<String, JWKSource<SecurityContext>> sources =
            Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();
    private final Outgoing outgoing;

    FetchedKeys(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    JWKSource<SecurityContext> at(String address) {
        return sources.get(address, this::source);
    }

    private JWKSource<SecurityContext> source(String address) {
        try {
            return JWKSourceBuilder.create(URI.create(address).toURL(), this::fetch)
                    .cache(FRESH.toMillis(), PATIENCE.toMillis())
                    .rateLimited(BETWEEN.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Checked when it was registered: " + address, e);
        }
    }

    private Resource fetch(URL address) throws IOException {
        try {
            return new Resource(outgoing.get(address.toURI()), MediaType.APPLICATION_JSON_VALUE);
        } catch (URISyntaxException e) {
            throw new IOException("Not an address: " + address, e);
        }
    }
}
