package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static final UUID ANA = Issuer.ANA;
    private static final UUID PHONE = Issuer.PHONE;

    private static Issuer issuer;
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

        @GetMapping("/api/v1/mine")
        Mono<String> mine(Caller caller) {
            return Mono.just(caller.user(Permission.CHANGE_PRIVACY).toString());
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
    static void open() throws IOException {
        issuer = new Issuer();
        door = new SpringApplicationBuilder(DoorApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("topic", new SessionsTopic()))
                .run(
                        "--server.port=0",
                        "--parley.cors.allowed-origins=https://app.example.org",
                        "--parley.auth.issuer=" + Issuer.NAME,
                        "--parley.auth.jwks-uri=" + issuer.address());
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + door.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterAll
    static void close() {
        door.close();
        issuer.close();
    }

    @Test
    void pagesOfAnAllowedOriginMayAskAndNoOthers() {
        mayAsk("https://app.example.org")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://app.example.org");
        mayAsk("https://evil.example.org").expectStatus().isForbidden();

        http.get()
                .uri("/api/v1/whoami")
                .header("Origin", "https://app.example.org")
                .headers(headers -> headers.setBearerAuth(good()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://app.example.org")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
    }

    /** As a browser asks before it sends a script's call: without the token. */
    private static WebTestClient.ResponseSpec mayAsk(String origin) {
        return http.options()
                .uri("/api/v1/letters")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .exchange();
    }

    @Test
    void answersTellBrowsersToDoNothingWithThem() {
        http.get()
                .uri("/api/v1/whoami")
                .exchange()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .valueMatches("Content-Security-Policy", ".*frame-ancestors 'none'.*");
    }

    private static String good() {
        return issuer.good();
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

    @Test
    void theCallerIsWhoTheTokenSays() {
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
    void aTokenWithoutTheScopeIsForbidden() {
        get("/api/v1/whoami", issuer.signed(Issuer.claims().claim("scope", "openid")), 403)
                .jsonPath("$.code")
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void anApplicationOfOthersDoesForAPersonWhatItsScopeAllows() {
        JWTClaimsSet.Builder delegate = Issuer.claims().claim("client_id", "shop");
        get("/api/v1/whoami", issuer.signed(delegate.claim("scope", List.of("messages:send"))), 200);
        get("/api/v1/whoami", issuer.signed(delegate.claim("scope", "messages:read users:read")), 403)
                .jsonPath("$.detail")
                .isEqualTo("The token does not carry the scope that this needs: chat or messages:send.");
    }

    @Test
    void anApplicationForItselfIsSomebodyUnderItsOwnIdWhereThatIsAllowed() {
        String client = "0198a7c0-0000-4000-8000-0000000000ff";
        get("/api/v1/whoami", itself(client), 200)
                .consumeWith(answer -> assertThat(new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8))
                        .isEqualTo(client + " on " + client));
        get("/api/v1/mine", itself(client), 403)
                .jsonPath("$.detail")
                .isEqualTo(
                        "This needs a person, and an application that acts for itself is none; somebody has to sign in to it.");
    }

    /** Those that people registered here have ids like theirs; no other is ever a member. */
    @Test
    void anApplicationWithAnotherKindOfNameIsNobody() {
        get("/api/v1/whoami", itself("weather"), 403).jsonPath("$.code").isEqualTo("FORBIDDEN");
    }

    @Test
    void anApplicationIsNotThePersonThatItsTokenIsAbout() {
        JWTClaimsSet.Builder without = Issuer.claims().claim("device", null);
        get("/api/v1/whoami", issuer.signed(without.claim("client_id", "weather")), 403);
        get("/api/v1/whoami", issuer.signed(without.claim("client_id", null)), 403);
    }

    private static String itself(String client) {
        return issuer.signed(
                Issuer.claims().subject(client).claim("device", null).claim("client_id", client));
    }

    @Test
    void aTokenNeverTravelsInTheUrl() {
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
    void aBodyIsReadStrictly(String body, int status, String code, String field) {
        var answer = http.post()
                .uri("/api/v1/letters")
                .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .headers(headers -> headers.setBearerAuth(good()))
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
    void aBodyOverTheLimitIsTooLarge() {
        http.post()
                .uri("/api/v1/letters")
                .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .headers(headers -> headers.setBearerAuth(good()))
                .bodyValue("{\"text\": \"" + "x".repeat(300_000) + "\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void aRefusalKeepsItsReasonAndItsField() {
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
                .headers(headers -> headers.setBearerAuth(good()))
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "1");
    }

    @Test
    void aFailureOfOursTellsNothingOfItself() {
        get("/api/v1/fails/badly", good(), 500)
                .consumeWith(answer -> assertThat(new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8))
                        .contains("INTERNAL")
                        .doesNotContain("secret", "Exception", "dev.parley"));
    }

    @Test
    void aWrongPathIsNotFoundAndAWrongParameterInvalid() {
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
                .headers(headers -> headers.setBearerAuth(good()))
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
