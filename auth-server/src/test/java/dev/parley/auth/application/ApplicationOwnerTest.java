package dev.parley.auth.application;

import static dev.parley.auth.application.DynamicRegistrationTest.administrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.application.ClientAuthenticationTest.App;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of an application when something becomes of its owner, and what administrators may do to it. */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationOwnerTest {

    private static final String PATH = "/api/v1/applications";

    private static AuthServer server;
    private static Front front;
    private static String administrator;
    private static App witness;
    private static int people;

    private String owner;
    private String ownersToken;
    private App app;
    private String token;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        administrator = administrator(server);
        witness = register(administrator, "tokens:introspect");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void somebodysApplication() {
        String name = "owner" + people++;
        owner = front.register(name).expect(201).text("user");
        ownersToken = front.signIn(name).expect(200).text("accessToken");
        app = register(ownersToken, "messages:send");
        token = ask(app).expect(200).text("access_token");
    }

    @Test
    void itRestsWhileItsOwnerIsSuspended() {
        assertThat(active(token)).isTrue();

        front.as(administrator, "POST", "/api/v1/admin/users/" + owner + "/suspend", null)
                .expect(204);

        assertThat(active(token)).isFalse();
        assertThat(ask(app).expect(401).text("error")).isEqualTo("invalid_client");
        front.as(administrator, "POST", "/api/v1/admin/users/" + owner + "/reinstate", null)
                .expect(204);
        assertThat(active(token)).isFalse();
        ask(app).expect(200);
    }

    @Test
    void itGoesWithItsOwner() {
        front.as(administrator, "DELETE", "/api/v1/admin/users/" + owner, null).expect(204);

        assertThat(active(token)).isFalse();
        assertThat(ask(app).expect(401).text("error")).isEqualTo("invalid_client");
        front.get(PATH + "/" + app.id(), administrator).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void administratorsReadChangeSuspendAndRemoveIt() {
        String path = PATH + "/" + app.id();
        assertThat(front.get(path, administrator).expect(200).text("owner")).isEqualTo(owner);
        assertThat(front.get(PATH + "?owner=anybody", administrator)
                        .expect(200)
                        .body()
                        .path("items")
                        .findValuesAsString("application"))
                .contains(app.id(), witness.id());

        Answer changed = front.as(
                        administrator, "PATCH", path, Map.of("scopes", List.of("messages:send", "events:read")))
                .expect(200);
        assertThat(changed.text("owner")).isEqualTo(owner);
        front.as(ownersToken, "PATCH", path, Map.of("name", "Still has what it was given"))
                .expect(200);

        front.as(administrator, "PATCH", path, Map.of("state", "suspended")).expect(200);
        assertThat(active(token)).isFalse();
        assertThat(ask(app).expect(401).text("error")).isEqualTo("invalid_client");
        front.as(ownersToken, "PATCH", path, Map.of("state", "active")).expectProblem(403, "NOT_ALLOWED");
        front.as(administrator, "PATCH", path, Map.of("state", "active")).expect(200);
        assertThat(active(token)).isFalse();
        ask(app).expect(200);

        front.as(administrator, "DELETE", path, null).expect(204);
        front.get(path, ownersToken).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void secretsSayWhenTheyWereLastUsed() {
        App fresh = register(ownersToken, "messages:send");
        assertThat(secret(fresh).has("lastUsed")).isFalse();

        ask(new App(fresh.id(), "wrong")).expect(401);
        assertThat(secret(fresh).has("lastUsed")).isFalse();
        ask(fresh).expect(200);

        assertThat(secret(fresh).path("lastUsed").asString()).isNotEmpty();
    }

    @Test
    void nothingSecretIsLogged(CapturedOutput output) {
        App fresh = register(ownersToken, "messages:send");
        ask(new App(fresh.id(), "a wrong secret")).expect(401);
        String issued = ask(fresh).expect(200).text("access_token");
        active(issued);
        front.form("/oauth2/revoke", Map.of("token", issued), fresh.basic()).expect(200);
        front.form("/oauth2/token", Map.of("grant_type", "nonsense"), fresh.basic())
                .expect(400);

        assertThat(output.getAll())
                .doesNotContain(
                        fresh.secret(), "a wrong secret", issued, fresh.basic().get("Authorization"));
    }

    @Test
    void theAuditTrailTellsOfEveryTokenIssuedRefusedAndGivenBack() {
        ask(new App(app.id(), "wrong")).expect(401);
        front.form("/oauth2/revoke", Map.of("token", "nonsense"), app.basic()).expect(200);
        front.form("/oauth2/revoke", Map.of("token", token), app.basic()).expect(200);

        for (String kind : List.of("TOKEN_ISSUED", "TOKEN_REFUSED", "TOKEN_REVOKED")) {
            await().untilAsserted(() -> assertThat(entries(kind)).as(kind).isEqualTo(1));
        }
    }

    private long entries(String kind) {
        return front.get("/api/v1/admin/audit?limit=200&kind=" + kind, administrator)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(entry -> app.id().equals(entry.path("client").asString("")))
                .count();
    }

    private static tools.jackson.databind.JsonNode secret(App app) {
        return front.get(PATH + "/" + app.id() + "/secrets", administrator)
                .expect(200)
                .body()
                .path("items")
                .path(0);
    }

    private static Answer ask(App app) {
        return front.form(
                "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "messages:send"), app.basic());
    }

    private static boolean active(String token) {
        return front.form("/oauth2/introspect", Map.of("token", token), witness.basic())
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static App register(String owner, String scope) {
        Answer made = front.post(
                        PATH,
                        Map.of(
                                "name", "Weather",
                                "scopes", List.of(scope),
                                "grantTypes", List.of("client_credentials")),
                        owner)
                .expect(201);
        return new App(
                made.text("application"),
                made.body().path("newSecret").path("clientSecret").asString(""));
    }
}
