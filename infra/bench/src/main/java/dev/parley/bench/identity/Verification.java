package dev.parley.bench.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.identity.IdentityReport.Figure;
import dev.parley.edge.token.RevocationLog;
import dev.parley.edge.token.TokenConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** How many access tokens a resource server checks, by the very bean that stands at its door: those it never saw, then the same again. */
final class Verification {

    private static final int WARM_UP = 10_000;
    /** All of them fit into the memory that the door has for them by default. */
    private static final int TOKENS = 9_000;

    private static final int TIMES = 10;
    private static final int ROUNDS = 200;

    private final ECKey key;
    private final int threads = Runtime.getRuntime().availableProcessors();

    Verification() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("bench").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no keys of P-256", e);
        }
    }

    List<Figure> run() throws IOException, InterruptedException {
        SignedTokens tokens = new SignedTokens(key);
        HttpServer issuer = publish();
        try (GenericApplicationContext door = door(issuer);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            ReactiveJwtDecoder decoder = door.getBean(ReactiveJwtDecoder.class);
            List<String> first = tokens.next(WARM_UP);
            double _ = check(decoder, first, 1, pool);
            double _ = check(decoder, first, ROUNDS, pool);
            double unseen = 0;
            List<String> latest = List.of();
            for (int i = 0; i < TIMES; i++) {
                latest = tokens.next(TOKENS);
                unseen += check(decoder, latest, 1, pool) / TIMES;
            }
            return List.of(
                    new Figure("tokens checked at first sight", unseen, "/s"),
                    new Figure("tokens checked that were seen before", check(decoder, latest, ROUNDS, pool), "/s"));
        } finally {
            issuer.stop(0);
        }
    }

    /** Returns how many a second, by all threads together. */
    private double check(ReactiveJwtDecoder decoder, List<String> tokens, int rounds, ExecutorService pool)
            throws InterruptedException {
        int share = tokens.size() / threads;
        long begun = System.nanoTime();
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            List<String> ours = tokens.subList(i * share, (i + 1) * share);
            working.add(pool.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    ours.forEach(token -> requireGood(decoder, token));
                }
            }));
        }
        for (Future<?> each : working) {
            try {
                Object _ = each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A token was not taken: " + e.getCause(), e);
            }
        }
        return (double) share * threads * rounds / ((System.nanoTime() - begun) / 1e9);
    }

    private static void requireGood(ReactiveJwtDecoder decoder, String token) {
        if (decoder.decode(token).block() == null) {
            throw new IllegalStateException("A token was neither taken nor refused");
        }
    }

    private HttpServer publish() throws IOException {
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static GenericApplicationContext door(HttpServer issuer) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "bench",
                        Map.of(
                                "parley.auth.issuer",
                                SignedTokens.ISSUER,
                                "parley.auth.public-url",
                                SignedTokens.ISSUER,
                                "parley.auth.jwks-uri",
                                "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks",
                                "parley.kafka.bootstrap-servers",
                                "nowhere:1")));
        context.registerBean(JsonMapper.class, JsonMapper::shared);
        context.registerBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(RevocationLog.class, () -> SilentTopic::new);
        new AnnotatedBeanDefinitionReader(context).register(TokenConfiguration.class);
        context.refresh();
        return context;
    }
}
