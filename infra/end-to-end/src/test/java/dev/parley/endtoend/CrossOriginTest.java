package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of other origins, by the headers that browsers go by. Whichever service answers, the door's rules are the same. */
class CrossOriginTest extends Journey {

    static final String ALLOWED = "https://app.example.org";

    private static final String MAY_READ = "Access-Control-Allow-Origin";

    @ParameterizedTest
    @CsvSource({"/api/v1/me, PATCH", "/api/v1/conversations, POST", "/oauth2/token, POST", "/userinfo, GET"})
    void anOriginThatTheSettingsNameMayCallWithATokenAndNoOtherMay(String path, String method) {
        Answer allowed = mayCall(ALLOWED, method, path);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header(MAY_READ)).containsExactly(ALLOWED);
        assertThat(allowed.header("Access-Control-Allow-Methods"))
                .first()
                .asString()
                .contains(method);
        assertThat(allowed.header("Access-Control-Allow-Headers"))
                .first()
                .asString()
                .containsIgnoringCase("authorization");
        assertThat(allowed.header("Access-Control-Allow-Credentials"))
                .as("cookies of ours")
                .isEmpty();

        Answer other = mayCall("https://app.example.org.evil.example.net", method, path);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.header(MAY_READ)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/api/v1/conversations", "/userinfo", "/.well-known/openid-configuration"})
    void itReadsTheAnswerAndNoOtherDoes(String path) {
        Person ana = newcomer("Ana");
        Answer allowed = callFrom(ALLOWED, path, ana);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header(MAY_READ)).containsExactly(ALLOWED);
        assertThat(allowed.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(allowed.header("Access-Control-Expose-Headers"))
                .first()
                .asString()
                .contains("Trace-Id");

        assertThat(callFrom("https://evil.example.org", path, ana).header(MAY_READ))
                .isEmpty();
        assertThat(callFrom("null", path, ana).header(MAY_READ)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/id/sign-in", "/id/security", "/oauth2/authorize", "/connect/logout"})
    void pagesAreNobodysToRead(String path) {
        assertThat(door().call("GET", path, Map.of("Origin", ALLOWED, "Accept", "text/html"), null)
                        .header(MAY_READ))
                .isEmpty();
    }

    private Answer mayCall(String origin, String method, String path) {
        return door().call(
                        "OPTIONS",
                        path,
                        Map.of(
                                "Origin", origin,
                                "Access-Control-Request-Method", method,
                                "Access-Control-Request-Headers", "authorization, content-type"),
                        null);
    }

    private Answer callFrom(String origin, String path, Person person) {
        return door().call(
                        "GET",
                        path,
                        Map.of(
                                "Origin",
                                origin,
                                "Authorization",
                                "Bearer " + person.session().accessToken()),
                        null);
    }
}
