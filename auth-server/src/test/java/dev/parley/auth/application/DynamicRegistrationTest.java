package dev.parley.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.application.ClientAuthenticationTest.App;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7591, for administrators. */
class DynamicRegistrationTest {

    private static final String PATH = "/oauth2/register";

    private static AuthServer server;
    private static Front front;
    private static String administrator;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        administrator = administrator(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void bothDocumentsSayWhereAndItIsThere() {
        for (String document :
                List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            assertThat(front.get(document).expect(200).text("registration_endpoint"))
                    .isEqualTo("https://chat.example.org" + PATH);
        }
    }

    @Test
    void whatIsRegisteredWorksAndIsTheAdministrators() {
        Map<String, Object> asked = metadata("scope", "openid messages:send");
        asked.put("redirect_uris", List.of("https://weather.example.org/back"));
        asked.put("grant_types", List.of("authorization_code", "client_credentials"));
        asked.put("logo_uri", "https://weather.example.org/logo.png");
        asked.put("software_id", "what we do not know");

        Answer made = register(asked, administrator).expect(201);

        assertThat(made.text("client_name")).isEqualTo("Weather");
        assertThat(made.text("scope")).isEqualTo("openid messages:send");
        assertThat(made.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        assertThat(made.text("logo_uri")).isEqualTo("https://weather.example.org/logo.png");
        assertThat(made.body().path("redirect_uris").path(0).asString()).isEqualTo("https://weather.example.org/back");
        assertThat(made.body().path("response_types").path(0).asString()).isEqualTo("code");
        assertThat(made.body().path("client_id_issued_at").asLong()).isPositive();
        assertThat(made.body().path("client_secret_expires_at").asLong()).isZero();
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.http().headers().map()).doesNotContainKey("set-cookie");

        App app = new App(made.text("client_id"), made.text("client_secret"));
        front.form("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "messages:send"), app.basic())
                .expect(200);
        assertThat(front.get("/api/v1/applications/" + app.id(), administrator)
                        .expect(200)
                        .text("name"))
                .isEqualTo("Weather");
    }

    @Test
    void theTokenIsGoodForMoreThanOneRegistration() {
        register(metadata("scope", "email"), administrator).expect(201);
        register(metadata("scope", "email"), administrator).expect(201);
    }

    @Test
    void nobodyElseRegistersHere() {
        front.register("ben").expect(201);
        Answer ben = front.signIn("ben").expect(200);
        Map<String, Object> asked = metadata("scope", "email");

        assertThat(register(asked, ben.text("accessToken")).expect(403).text("error"))
                .isEqualTo("insufficient_scope");
        front.send("POST", PATH, "{\"client_name\": \"x\"}", Map.of()).expectProblem(401, "NOT_AUTHENTICATED");

        Answer made = register(asked, administrator).expect(201);
        String own = front.form(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials", "scope", "email"),
                        new App(made.text("client_id"), made.text("client_secret")).basic())
                .expect(200)
                .text("access_token");
        assertThat(register(asked, own).expect(403).text("error")).isEqualTo("insufficient_scope");
    }

    @Test
    void whatIsOutsideTheLimitsIsRefusedInTheStandardsWords() {
        assertRefused("invalid_client_metadata", metadata("client_name", ""));
        assertRefused("invalid_client_metadata", metadata("scope", "everything"));
        assertRefused("invalid_client_metadata", metadata("grant_types", List.of("password")));
        assertRefused("invalid_client_metadata", metadata("token_endpoint_auth_method", "tls_client_auth"));
        assertRefused("invalid_client_metadata", metadata("jwks", "no keys"));
        assertRefused("invalid_client_metadata", metadata("jwks_uri", "no address"));
        assertRefused("invalid_client_metadata", metadata("logo_uri", Map.of("a", 1)));
        assertRefused("invalid_redirect_uri", metadata("redirect_uris", List.of("http://weather.example.org/")));
        assertThat(front.post(PATH, "[", administrator).expect(400).text("error"))
                .isEqualTo("invalid_client_metadata");
    }

    private static void assertRefused(String error, Map<String, Object> asked) {
        Answer answer = register(asked, administrator).expect(400);
        assertThat(answer.text("error")).as(asked.toString()).isEqualTo(error);
        assertThat(answer.text("error_description"))
                .isNotEmpty()
                .isPrintable()
                .doesNotContain("Exception", "dev.parley");
    }

    private static Answer register(Map<String, Object> asked, String token) {
        return front.post(PATH, asked, token);
    }

    private static Map<String, Object> metadata(String field, Object value) {
        Map<String, Object> asked =
                new HashMap<>(Map.of("client_name", "Weather", "grant_types", List.of("client_credentials")));
        asked.put("scope", "email");
        asked.put(field, value);
        return asked;
    }

    static String administrator(AuthServer server) {
        Front front = new Front(server);
        Map<String, Object> first = Front.registration("chief", "chief@example.org", Front.PASSWORD);
        first.put("token", server.firstAdministratorLink().orElseThrow().replaceFirst("^[^#]*#", ""));
        front.post("/api/v1/administrators", first).expect(201);
        return front.signIn("chief").expect(200).text("accessToken");
    }
}
