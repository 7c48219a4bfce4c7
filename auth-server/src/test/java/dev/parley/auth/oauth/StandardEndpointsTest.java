package dev.parley.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardEndpointsTest {

    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        front.register("ana").expect(201);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void discoveryNamesThePublicOrigin(String path) {
        Answer answer = front.get(path).expect(200);

        assertThat(answer.text("issuer")).isEqualTo("https://chat.example.org");
        assertThat(answer.text("jwks_uri")).isEqualTo("https://chat.example.org/oauth2/jwks");
        assertThat(answer.text("token_endpoint")).isEqualTo("https://chat.example.org/oauth2/token");
    }

    @Test
    void thePublishedKeysArePublic() {
        Answer answer = front.get("/oauth2/jwks").expect(200);

        assertThat(answer.body().path("keys").findValuesAsString("alg")).containsExactlyInAnyOrder("ES256", "RS256");
        answer.body().path("keys").forEach(key -> {
            assertThat(key.path("kid").asString()).isNotEmpty();
            assertThat(key.has("d") || key.has("p") || key.has("q")).isFalse();
        });
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=900");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials&client_id=parley",
                "grant_type=refresh_token&client_id=parley&refresh_token=x",
                "grant_type=password&client_id=parley&username=ana&password=x",
                "grant_type=urn:parley:grant-type:first-party&client_id=parley",
                "grant_type=client_credentials&client_id=unknown&client_secret=x"
            })
    void theTokenEndpointIsNoWayInForOurOwnApps(String form) {
        Answer answer = front.send("POST", "/oauth2/token", form, FORM);

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.text("access_token")).isEmpty();
    }

    @Test
    void theAuthorizationEndpointIsNoWayInForOurOwnAppsEither() {
        Answer answer = front.get("/oauth2/authorize?response_type=code&client_id=parley");

        answer.expect(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/token",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/par",
                "/oauth2/device_authorization"
            })
    void aParameterIsThereOnce(String path) {
        Map<String, String> headers = new HashMap<>(FORM);
        headers.put(
                "Authorization", RelyingParty.register(server).authentication().toHTTPAuthorizationHeader());

        Answer answer = front.send("POST", path, "grant_type=authorization_code&code=a&code=b", headers);

        assertThat(answer.expect(400).text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void aFormThatIsNotPostedIsNotRead(String method) {
        assertThat(front.send(method, "/oauth2/token", "grant_type=%", FORM).status())
                .isBetween(400, 499);
    }

    @Test
    void userinfoTakesATokenOfOurs() {
        front.get("/userinfo").expectProblem(401, "NOT_AUTHENTICATED");
        front.send("GET", "/userinfo", null, Map.of("Authorization", "Bearer nonsense"))
                .expectProblem(401, "NOT_AUTHENTICATED");
    }
}
