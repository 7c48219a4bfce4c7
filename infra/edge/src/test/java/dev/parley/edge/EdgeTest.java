package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What every front door promises, on a door of its own with real tokens over real HTTP. */
class EdgeTest {

    private static final String ISSUER = "http://issuer.example";
    private static final UUID ANA = new UUID(1, 1);
    private static final UUID PHONE = new UUID(2, 1);

    private static RSAKey ours;
    private static HttpServer keys;
    private static ConfigurableApplicationContext door;
    private static WebTestClient http;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EdgeConfiguration.class, Door.class})
    static class DoorApplication {}

    record Letter(String text, List<String> lines) {}

    @RestController
    static class Door {

        @GetMapping("/api/v1/whoami")
        Mono<String> whoAmI(Caller caller) {
            Caller.Person person = caller.person(Permission.SEND_MESSAGE);
            return Mono.just(person.user() + " on " + person.device());
        }

        @PostMapping("/api/v1/letters")
        Mono<Letter> letter(@RequestBody Letter letter) {
            return Mono.just(letter);
        }

        @GetMapping("/api/v1/fails/{how}")
        Mono<String> fails(@PathVariable String how) {
            return Mono.error(
                    switch (how) {
                        case "refused" -> new CommandRefused(Reason.NOT_A_MEMBER, "Not any more.");
                        case "busy" -> new CommandRefused(Reason.RETRY_LATER, "In a moment.");
                        case "wrapped" -> new IllegalStateException(new InvalidInput("content.text", "Too long."));
                        default -> new IllegalStateException("the secret is 42");
                    });
        }

        @GetMapping("/api/v1/items/{id}")
        Mono<String> item(@PathVariable UUID id, @RequestParam int limit) {
            return Mono.just(id + " " + limit);
        }
    }

    @BeforeAll
    static void open() throws IOException, JOSEException {
        ours = new RSAKeyGenerator(2048).keyID("ours").generate();
        byte[] published = new JWKSet(ours.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        keys.start();
        door = new SpringApplicationBuilder(DoorApplication.class)
                .run(
                        "--server.port=0",
                        "--parley.auth.issuer=" + ISSUER,
                        "--parley.auth.jwks-uri=http://127.0.0.1:"
                                + keys.getAddress().getPort() + "/jwks");
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + door.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterAll
    static void close() {
        door.close();
        keys.stop(0);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("parley")
                .subject(ANA.toString())
                .claim("device", PHONE.toString())
                .claim("scope", "chat")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header(JWSAlgorithm.RS256, key.getKeyID(), "at+jwt"), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key, String type) {
        return new JWSHeader.Builder(algorithm)
                .keyID(key)
                .type(new JOSEObjectType(type))
                .build();
    }

    private static String good() throws JOSEException {
        return signed(claims().build(), ours);
    }

    private static WebTestClient.BodyContentSpec get(String path, String token, int status) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private static void refused(String token) {
        get("/api/v1/whoami", token, 401)
                .jsonPath("$.code")
                .isEqualTo("NOT_AUTHENTICATED")
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    @Test
    void theCallerIsWhoTheTokenSays() throws JOSEException {
        get("/api/v1/whoami", good(), 200)
                .consumeWith(answer -> assertThat(new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8))
                        .isEqualTo(ANA + " on " + PHONE));
    }

    @Test
    void noTokenIsNotEnoughAndTheAnswerSaysHow() {
        http.get()
                .uri("/api/v1/whoami")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer");
    }

    @Test
    void everyOtherTokenIsRefused() throws JOSEException {
        refused("nonsense");
        refused(signed(
                claims().expirationTime(Date.from(Instant.now().minusSeconds(60)))
                        .build(),
                ours));
        refused(signed(claims().build(), new RSAKeyGenerator(2048).keyID("ours").generate()));
        refused(signed(
                claims().build(), new RSAKeyGenerator(2048).keyID("foreign").generate()));
        refused(signed(claims().issuer("http://elsewhere.example").build(), ours));
        refused(signed(claims().audience("another-service").build(), ours));
        SignedJWT identity = new SignedJWT(header(JWSAlgorithm.RS256, "ours", "JWT"), claims().build());
        identity.sign(new RSASSASigner(ours));
        refused(identity.serialize());
        refused(new PlainJWT(claims().build()).serialize());
        SignedJWT confused = new SignedJWT(header(JWSAlgorithm.HS256, "ours", "at+jwt"), claims().build());
        confused.sign(new MACSigner(ours.toRSAPublicKey().getEncoded()));
        refused(confused.serialize());
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() throws JOSEException {
        get("/api/v1/whoami", signed(claims().claim("scope", "openid").build(), ours), 403)
                .jsonPath("$.code")
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void anApplicationOfOthersDoesForAPersonWhatItsScopeAllows() throws JOSEException {
        JWTClaimsSet.Builder delegate = claims().claim("client_id", "shop");
        get(
                "/api/v1/whoami",
                signed(delegate.claim("scope", List.of("messages:send")).build(), ours),
                200);
        get(
                        "/api/v1/whoami",
                        signed(
                                delegate.claim("scope", "messages:read users:read")
                                        .build(),
                                ours),
                        403)
                .jsonPath("$.detail")
                .isEqualTo("The token does not carry the scope that this needs: chat or messages:send.");
    }

    @Test
    void anApplicationForItselfIsNobodyEvenIfItsNameLooksLikeAUsers() throws JOSEException {
        get(
                        "/api/v1/whoami",
                        signed(
                                claims().claim("device", null)
                                        .claim("client_id", ANA.toString())
                                        .build(),
                                ours),
                        403)
                .jsonPath("$.detail")
                .isEqualTo(
                        "This needs a person, and an application that acts for itself is none; somebody has to sign in to it.");
    }

    @Test
    void aTokenNeverTravelsInTheUrl() throws JOSEException {
        get("/api/v1/whoami?access_token=" + good(), null, 401)
                .jsonPath("$.code")
                .isEqualTo("NOT_AUTHENTICATED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"text\": \"a\", \"lines\": [\"b\"]}; 200; ; ",
                "{\"text\": 5, \"lines\": []}; 400; MALFORMED; text",
                "{\"text\": \"a\", \"lines\": [\"b\", 7]}; 400; MALFORMED; lines.1",
                "{\"text\": \"a\", \"lines\": [null]}; 400; MALFORMED; lines.0",
                "{\"text\": \"a\", \"lines\": {}}; 400; MALFORMED; lines",
                "{\"text\": ; 400; MALFORMED; ",
                "[]; 400; MALFORMED; ",
            })
    void aBodyIsReadStrictly(String body, int status, String code, String field) throws JOSEException {
        var answer = http.post()
                .uri("/api/v1/letters")
                .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .headers(headers -> headers.setBearerAuth(goodOrFail()))
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
        if (code != null) {
            answer.jsonPath("$.code").isEqualTo(code);
        }
        if (field != null) {
            answer.jsonPath("$.field").isEqualTo(field);
        }
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() throws JOSEException {
        http.post()
                .uri("/api/v1/letters")
                .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .headers(headers -> headers.setBearerAuth(goodOrFail()))
                .bodyValue("{\"text\": \"" + "x".repeat(300_000) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("TOO_LARGE");
    }

    private static String goodOrFail() {
        try {
            return good();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefusalKeepsItsReasonAndItsField() throws JOSEException {
        get("/api/v1/fails/refused", good(), 403)
                .jsonPath("$.code")
                .isEqualTo("NOT_A_MEMBER")
                .jsonPath("$.detail")
                .isEqualTo("Not any more.");
        get("/api/v1/fails/wrapped", good(), 400)
                .jsonPath("$.code")
                .isEqualTo("INVALID")
                .jsonPath("$.field")
                .isEqualTo("content.text");
    }

    @Test
    void whatPassesSaysWhenToComeBack() {
        http.get()
                .uri("/api/v1/fails/busy")
                .headers(headers -> headers.setBearerAuth(goodOrFail()))
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "1");
    }

    @Test
    void aFailureOfOursTellsNothingOfItself() throws JOSEException {
        get("/api/v1/fails/badly", good(), 500)
                .consumeWith(answer -> assertThat(new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8))
                        .contains("INTERNAL")
                        .doesNotContain("secret", "Exception", "dev.parley"));
    }

    @Test
    void aWrongPathIsNotFoundAndAWrongParameterInvalid() throws JOSEException {
        get("/api/v1/nowhere", good(), 404).jsonPath("$.code").isEqualTo("NOT_FOUND");
        get("/api/v1/items/no-uuid?limit=1", good(), 404).jsonPath("$.code").isEqualTo("NOT_FOUND");
        get("/api/v1/items/" + ANA + "?limit=many", good(), 400)
                .jsonPath("$.code")
                .isEqualTo("INVALID")
                .jsonPath("$.field")
                .isEqualTo("limit");
        get("/api/v1/items/" + ANA, good(), 400).jsonPath("$.field").isEqualTo("limit");
        http.delete()
                .uri("/api/v1/whoami")
                .headers(headers -> headers.setBearerAuth(goodOrFail()))
                .exchange()
                .expectStatus()
                .isEqualTo(405);
    }

    @Test
    void theCallersTraceGoesOn() {
        http.get()
                .uri("/api/v1/whoami")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectHeader()
                .valueEquals(Trace.HEADER, "0af7651916cd43dd8448eb211c80319c");
    }
}
