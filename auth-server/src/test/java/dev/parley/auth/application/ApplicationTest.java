package dev.parley.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {

    private static final String PATH = "/api/v1/applications";

    private static AuthServer server;
    private static Front front;
    private static String ana;
    private static String ben;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        front.register("ana").expect(201);
        front.register("ben").expect(201);
        ana = front.signIn("ana").expect(200).text("accessToken");
        ben = front.signIn("ben").expect(200).text("accessToken");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void itsOwnerRegistersReadsChangesAndRemovesIt() {
        Answer made = front.post(PATH, weather(), ana).expect(201);
        String path = PATH + "/" + made.text("application");

        assertThat(made.text("name")).isEqualTo("Weather");
        assertThat(made.text("state")).isEqualTo("active");
        assertThat(made.body().path("newSecret").path("clientSecret").asString())
                .hasSizeGreaterThanOrEqualTo(43);
        Answer read = front.get(path, ana).expect(200);
        assertThat(read.http().body()).doesNotContain("clientSecret", "newSecret");
        assertThat(read.body().path("redirectUris").path(0).asString()).isEqualTo("https://weather.example.org/back");
        assertThat(front.get(PATH, ana).expect(200).body().path("items").findValuesAsString("application"))
                .contains(made.text("application"));

        Answer changed = front.send(
                        "PATCH", path, "{\"name\": \"Rain\", \"description\": \"It may rain.\"}", bearer(ana))
                .expect(200);
        assertThat(changed.text("name")).isEqualTo("Rain");
        assertThat(changed.text("description")).isEqualTo("It may rain.");
        assertThat(changed.body().path("scopes").size()).isEqualTo(3);
        assertThat(front.send("PATCH", path, "{\"description\": \"\"}", bearer(ana))
                        .expect(200)
                        .body()
                        .has("description"))
                .isFalse();

        front.send("DELETE", path, null, bearer(ana)).expect(204);
        front.get(path, ana).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void whatBelongsToOthersIsNotThere() {
        String path = PATH + "/" + front.post(PATH, weather(), ana).expect(201).text("application");

        front.get(path, ben).expectProblem(404, "NOT_FOUND");
        front.send("PATCH", path, "{\"name\": \"Mine\"}", bearer(ben)).expectProblem(404, "NOT_FOUND");
        front.send("DELETE", path, null, bearer(ben)).expectProblem(404, "NOT_FOUND");
        front.send("POST", path + "/secrets", "{}", bearer(ben)).expectProblem(404, "NOT_FOUND");
        front.get(path + "/secrets", ben).expectProblem(404, "NOT_FOUND");
        assertThat(front.get(PATH, ben).expect(200).body().path("items").findValuesAsString("application"))
                .doesNotContain(path.substring(PATH.length() + 1));
        front.get(PATH + "?owner=anybody", ben).expectProblem(403, "NOT_ALLOWED");
        front.get(PATH + "/nonsense", ana).expectProblem(404, "NOT_FOUND");
        front.get(path).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void oneSecretFollowsTheOtherAndNeitherIsShownTwice() {
        Answer made = front.post(PATH, weather(), ana).expect(201);
        String path = PATH + "/" + made.text("application") + "/secrets";

        Answer second = front.send("POST", path, "{\"expiresAt\": \"2030-01-01T00:00:00Z\"}", bearer(ana))
                .expect(201);
        Answer list = front.get(path, ana).expect(200);

        assertThat(list.body().path("items").size()).isEqualTo(2);
        assertThat(list.http().body())
                .contains(second.text("secret"), "2030-01-01")
                .doesNotContain(second.text("clientSecret"), "sealed", "sha256");
        front.send("DELETE", path + "/" + second.text("secret"), null, bearer(ana))
                .expect(204);
        front.send("DELETE", path + "/" + second.text("secret"), null, bearer(ana))
                .expectProblem(404, "NOT_FOUND");
        for (int i = 0; i < 4; i++) {
            front.send("POST", path, null, bearer(ana)).expect(201);
        }
        front.send("POST", path, null, bearer(ana)).expectProblem(409, "CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://weather.example.org/back",
                "https://weather.example.org/back#part",
                "https://weather.example.org/back#",
                "https://*.example.org/back",
                "https://user@weather.example.org/back",
                "https://weather.example.org/../back",
                "https:///back",
                "HTTPS://weather.example.org/back",
                "javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "myapp:/back",
                "com.example.app:back",
                "//weather.example.org/back",
                "/back",
                "",
                "https://weather.example.org/ü",
                "https://weather.example.org/a b"
            })
    void aRedirectAddressIsExactAndHarmless(String address) {
        front.post(PATH, weather("redirectUris", List.of(address)), ana)
                .expectProblem(400, "INVALID")
                .about("redirectUris.0");
        front.post(PATH, weather("postLogoutRedirectUris", List.of(address)), ana)
                .expectProblem(400, "INVALID")
                .about("postLogoutRedirectUris.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://weather.example.org/back?from=parley",
                "http://127.0.0.1:8400/back",
                "http://[::1]/back",
                "http://localhost:3000/",
                "com.example.weather:/back"
            })
    void peopleMayBeSentBackToAppsOnTheirOwnMachine(String address) {
        front.post(PATH, weather("redirectUris", List.of(address)), ana).expect(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | ",
                "name | <64 more>",
                "logoUri | http://weather.example.org/logo.png",
                "logoUri | javascript:alert(1)",
                "backChannelLogoutUri | http://127.0.0.1/out",
                "jwksUri | http://169.254.169.254/latest/meta-data",
                "authenticationMethod | tls_client_auth",
                "idTokenAlgorithm | none",
                "idTokenAlgorithm | HS256"
            })
    void everyFieldHasItsLimits(String field, String value) {
        String text = value == null ? "" : value.replace("<64 more>", "x".repeat(65));
        front.post(PATH, weather(field, text), ana)
                .expectProblem(400, "INVALID")
                .about(field);
    }

    @Test
    void listsNumbersAndKeysHaveTheirLimitsToo() {
        front.post(PATH, weather("scopes", List.of("everything")), ana)
                .expectProblem(400, "INVALID")
                .about("scopes");
        front.post(PATH, weather("scopes", Collections.singletonList(null)), ana)
                .expect(400);
        front.post(PATH, weather("scopes", "chat"), ana)
                .expectProblem(400, "MALFORMED")
                .about("scopes");
        front.post(PATH, weather("grantTypes", List.of("password")), ana)
                .expectProblem(400, "INVALID")
                .about("grantTypes");
        front.post(PATH, weather("grantTypes", List.of()), ana)
                .expectProblem(400, "INVALID")
                .about("grantTypes");
        front.post(PATH, weather("redirectUris", List.of()), ana)
                .expectProblem(400, "INVALID")
                .about("redirectUris");
        front.post(PATH, weather("redirectUris", Collections.nCopies(21, "https://a.example.org/")), ana)
                .expectProblem(400, "INVALID")
                .about("redirectUris");
        front.post(PATH, weather("accessTokenSeconds", 3601), ana)
                .expectProblem(400, "INVALID")
                .about("accessTokenSeconds");
        front.post(PATH, weather("accessTokenSeconds", "60"), ana).expectProblem(400, "MALFORMED");
        front.post(PATH, weather("authenticationMethod", "private_key_jwt"), ana)
                .expectProblem(400, "INVALID")
                .about("jwks");
        front.post(PATH, weather("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA")))), ana)
                .expectProblem(400, "INVALID")
                .about("jwks");
        front.post(PATH, weather("jwks", "x"), ana).expect(400);
        front.post(PATH, "{\"name\": \"" + "x".repeat(20_000) + "\"}", ana).expectProblem(413, "TOO_LARGE");
        front.post(PATH, "[1]", ana).expectProblem(400, "MALFORMED");
    }

    @Test
    void onlyAnAdministratorGivesWhatReachesBeyondOnePerson() {
        for (String scope : List.of("admin", "events:read", "events:replay")) {
            front.post(PATH, weather("scopes", List.of(scope)), ana)
                    .expectProblem(400, "INVALID")
                    .about("scopes");
        }
        String path = PATH + "/" + front.post(PATH, weather(), ana).expect(201).text("application");
        front.send("PATCH", path, "{\"scopes\": [\"admin\"]}", bearer(ana)).expectProblem(400, "INVALID");
        front.send("PATCH", path, "{\"state\": \"suspended\"}", bearer(ana)).expectProblem(403, "NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parley", "PARLEY", "P\u0430rley", "Par1ey", "Parley Support", "parley: sign in"})
    void noApplicationPassesForUs(String name) {
        front.post(PATH, weather("name", name), ana)
                .expectProblem(400, "INVALID")
                .about("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parleying", "Noticeboard for Parley"})
    void namesThatOnlyHaveOursInThemAreTheirOwn(String name) {
        front.post(PATH, weather("name", name), ana).expect(201);
    }

    @Test
    void anApplicationWithoutSecretActsForNobodyButPeople() {
        Map<String, Object> app = weather("authenticationMethod", "none");
        assertThat(front.post(PATH, app, ana).expect(201).body().has("newSecret"))
                .isFalse();
        app.put("grantTypes", List.of("client_credentials"));
        front.post(PATH, app, ana).expectProblem(400, "INVALID").about("grantTypes");
    }

    @Test
    void scriptAndSqlAreTextLikeAnyOther() {
        String name = "'); drop table application; -- <script>alert(1)</script>";
        Answer made = front.post(PATH, weather("name", name), ana).expect(201);

        assertThat(front.get(PATH + "/" + made.text("application"), ana)
                        .expect(200)
                        .text("name"))
                .isEqualTo(name);
    }

    static Map<String, Object> weather() {
        Map<String, Object> app = new HashMap<>();
        app.put("name", "Weather");
        app.put("redirectUris", List.of("https://weather.example.org/back"));
        app.put("scopes", List.of("openid", "profile", "messages:send"));
        return app;
    }

    private static Map<String, Object> weather(String field, Object value) {
        Map<String, Object> app = weather();
        app.put(field, value);
        return app;
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}
