package dev.parley.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.failure.CannotStart;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, who may call from a browser, and what is too much. */
class SurfaceTest {

    private static final String FRIEND = "https://app.example.org";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private static Path folder;
    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path home) {
        folder = home;
        server = new House(folder, new CommandSide()).open(Map.of("parley.cors.allowed-origins", FRIEND));
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/v1/accounts",
                "/oauth2/jwks",
                "/oauth2/authorize",
                "/id/sign-in",
                "/.well-known/openid-configuration"
            })
    void everyAnswerTellsBrowsersWhatToRefrainFrom(String path) {
        Answer answer = front.get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
        assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.http().headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.http().headers().allValues("X-Content-Type-Options")).hasSize(1);
    }

    @Test
    void anOriginThatTheSettingsNameMayCallAndNoOther() {
        Answer friend = preflight(FRIEND, "/oauth2/token").expect(200);
        assertThat(friend.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(friend.header("Access-Control-Allow-Credentials")).isEmpty();
        preflight("https://evil.example.org", "/oauth2/token").expect(403);
        assertThat(get(FRIEND, "/oauth2/jwks").expect(200).header("Access-Control-Allow-Origin"))
                .isEqualTo(FRIEND);
    }

    @Test
    void signInPagesAreNobodysToCall() {
        assertThat(get(FRIEND, "/id/sign-in").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(get(FRIEND, "/oauth2/authorize").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void withoutTheSettingNoOriginMay(@TempDir Path elsewhere) {
        try (AuthServer closed = new House(elsewhere, new CommandSide()).open()) {
            Answer answer = new Front(closed).send("GET", "/oauth2/jwks", null, Map.of("Origin", FRIEND));

            assertThat(answer.expect(200).header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void whatIsNoOriginIsSaidAtTheStart(@TempDir Path elsewhere) {
        assertThatThrownBy(
                        () -> new House(elsewhere, new CommandSide()).open(Map.of("parley.cors.allowed-origins", "*")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("parley.cors.allowed-origins")
                .hasMessageContaining("https://app.example.org");
    }

    @Test
    void tooMuchIsRefusedCleanly() {
        assertThat(front.send("GET", "/oauth2/jwks", null, Map.of("X-Large", "x".repeat(20_000)))
                        .status())
                .isBetween(400, 499);
        assertThat(front.get("/oauth2/authorize?state=" + "x".repeat(20_000)).status())
                .isBetween(400, 499);
        assertThat(front.send("POST", "/oauth2/token", "a=" + "x".repeat(200_000), FORM)
                        .status())
                .isBetween(400, 499);
        assertThat(front.send("POST", "/oauth2/token", "a=b&".repeat(2_000), FORM)
                        .status())
                .isBetween(400, 499);
        assertThat(front.post("/api/v1/accounts", "{\"username\":\"" + "x".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void whoeverSendsFarTooMuchStillHearsWhy() {
        assertThat(IntStream.range(0, 400)
                        .parallel()
                        .map(kilobytes -> front.send("POST", "/oauth2/token", "a=" + "x".repeat(kilobytes << 10), FORM)
                                .status()))
                .allMatch(status -> status >= 400 && status < 500);
    }

    @Test
    void aCharacterZeroIsRefusedWhereverItStands() {
        front.post("/api/v1/sessions", "{\"username\":\"a\\u0000\",\"password\":\"x\"}")
                .expectProblem(400, "INVALID")
                .about("username");
        front.send("POST", "/oauth2/token", "client_id=a%00", FORM).expect(400);
    }

    private static Answer preflight(String origin, String path) {
        return front.send("OPTIONS", path, null, Map.of("Origin", origin, "Access-Control-Request-Method", "POST"));
    }

    private static Answer get(String origin, String path) {
        return front.send("GET", path, null, Map.of("Origin", origin));
    }
}
