package dev.parley.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small limits, so that few requests reach them. */
class ThrottleTest {

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide())
                .open(Map.of(
                        "parley.auth.throttle.registrations-per-minute", "2",
                        "parley.auth.throttle.sign-ins-per-minute", "3",
                        "parley.auth.throttle.beginnings-per-minute", "2",
                        "parley.auth.throttle.failed-token-requests-per-minute", "4",
                        "parley.auth.throttle.failed-client-secrets-per-minute", "2"));
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void anAddressRegistersSoMuchAMinuteAndNoMore() {
        register("192.0.2.1").expect(400);
        register("192.0.2.1").expect(400);
        Answer refused = register("192.0.2.1").expectProblem(429, "RETRY_LATER");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        register("192.0.2.2").expect(400);
    }

    @Test
    void rightOrWrongSignInsCount() {
        for (int attempt = 0; attempt < 3; attempt++) {
            front.send("POST", "/api/v1/sessions", "{}", Map.of("X-Forwarded-For", "192.0.2.3"))
                    .expect(400);
        }
        front.send("POST", "/api/v1/sessions", "{}", Map.of("X-Forwarded-For", "192.0.2.3"))
                .expectProblem(429, "RETRY_LATER");
    }

    @Test
    void whoeverIsRefusedTokensAllTheTimeHasToWait() {
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(token("192.0.2.4", "unknown" + attempt).status()).isEqualTo(401);
        }
        Answer refused = token("192.0.2.4", "another").expect(429);

        assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 15);
    }

    @Test
    void anApplicationWithWrongSecretsHasToWaitWhereTheyComeFrom() {
        token("192.0.2.5", "unknown").expect(401);
        token("192.0.2.5", "unknown").expect(401);

        token("192.0.2.5", "unknown").expect(429);
        token("192.0.2.5", "another").expect(401);
        token("192.0.2.6", "unknown").expect(401);
    }

    @ParameterizedTest
    @CsvSource({"/id/sign-in, 192.0.2.10", "/id/anything, 192.0.2.11", "/oauth2/authorize?client_id=unknown, 192.0.2.12"
    })
    void whatEveryBrowserMayBeginIsCounted(String page, String address) {
        Map<String, String> browser = Map.of("Accept", "text/html", "X-Forwarded-For", address);
        front.send("GET", page, null, browser);
        assertThat(front.send("GET", page, null, browser).status()).isNotEqualTo(429);
        Answer refused = front.send("GET", page, null, browser).expect(429);

        assertThat(refused.http().headers().map()).containsKey("Retry-After").doesNotContainKey("Set-Cookie");
        assertThat(refused.http().body()).contains("too much going on");
    }

    @ParameterizedTest
    @CsvSource({"/oauth2/par, 192.0.2.13", "/oauth2/device_authorization, 192.0.2.14"})
    void whatEveryApplicationMayBeginIsCounted(String path, String address) {
        Map<String, String> from = Map.of("X-Forwarded-For", address);
        front.form(path, Map.of(), from).expect(401);
        front.form(path, Map.of(), from).expect(401);

        assertThat(front.form(path, Map.of(), from).expect(429).text("error")).isEqualTo("temporarily_unavailable");
    }

    @Test
    void whoHasASessionMayLookAtPages() {
        Map<String, String> browser = Map.of("Accept", "text/html", "X-Forwarded-For", "192.0.2.15");
        String cookie = front.send("GET", "/id/sign-in", null, browser)
                .expect(200)
                .header("Set-Cookie")
                .split(";", 2)[0];
        Map<String, String> known = new HashMap<>(browser);
        known.put("Cookie", cookie);

        for (int page = 0; page < 5; page++) {
            front.send("GET", "/id/sign-in", null, known).expect(200);
        }
    }

    private static Answer register(String address) {
        return front.send("POST", "/api/v1/accounts", "{}", Map.of("X-Forwarded-For", address));
    }

    private static Answer token(String address, String client) {
        return front.send(
                "POST",
                "/oauth2/token",
                "grant_type=client_credentials&client_id=" + client + "&client_secret=wrong",
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-For", address));
    }
}
