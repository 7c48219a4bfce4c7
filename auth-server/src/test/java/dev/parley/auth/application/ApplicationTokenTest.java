package dev.parley.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.admin.Staff;
import dev.parley.auth.application.ClientAuthenticationTest.App;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that applications get for themselves. */
class ApplicationTokenTest {

    private static final String PATH = "/api/v1/applications";

    private static AuthServer server;
    private static Front front;
    private static String ana;
    private static String administrator;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        front.register("ana").expect(201);
        ana = front.signIn("ana").expect(200).text("accessToken");
        administrator = new Staff(server).administrator("ada");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void itSpeaksForTheApplicationAndForNobodyElse() throws Exception {
        App app = app();
        JWTClaimsSet claims = SignedJWT.parse(token(app, "messages:send")).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo(app.id());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(app.id());
        assertThat(claims.getStringListClaim("scope")).containsExactly("messages:send");
        assertThat(claims.getAudience()).containsExactly("parley");
        assertThat(claims.getClaim("device")).isNull();
    }

    @Test
    void itCarriesNoScopeThatTheApplicationLacks() {
        App app = app();

        assertThat(ask(app, "admin").expect(400).text("error")).isEqualTo("invalid_scope");
        assertThat(ask(app, "messages:send chat").expect(400).text("error")).isEqualTo("invalid_scope");
        front.get(PATH, token(app, "messages:send")).expectProblem(403, "FORBIDDEN");
    }

    @Test
    void introspectionTellsWhoItIsUntilItIsGivenBack() {
        App app = app();
        String token = token(app, "messages:send");

        Answer active = introspect(app, token).expect(200);
        assertThat(active.body().path("active").asBoolean()).isTrue();
        assertThat(active.text("client_id")).isEqualTo(app.id());
        assertThat(active.text("scope")).isEqualTo("messages:send");
        assertThat(introspect(guard(), token).expect(200).http().body())
                .isEqualTo(active.http().body());

        front.form("/oauth2/revoke", Map.of("token", token), app.basic()).expect(200);
        front.form("/oauth2/revoke", Map.of("token", token), app.basic()).expect(200);

        Answer revoked = introspect(app, token).expect(200);
        assertThat(revoked.http().body()).isEqualTo("{\"active\":false}");
        assertThat(active(app, token(app, "messages:send"))).isTrue();
    }

    @Test
    void nobodyGivesBackOrLooksIntoWhatIsNotTheirs() {
        App app = app();
        String token = token(app, "messages:send");

        assertThat(front.form("/oauth2/revoke", Map.of("token", token), app().basic())
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_client");
        assertThat(front.form("/oauth2/introspect", Map.of("token", token, "client_id", app.id()), Map.of())
                        .expect(401)
                        .text("error"))
                .isEqualTo("invalid_client");
        assertThat(introspect(app(), token).expect(200).http().body()).isEqualTo("{\"active\":false}");
        assertThat(active(app, token)).isTrue();
        assertThat(active(app, "nonsense")).isFalse();
        assertThat(active(app, token + "x")).isFalse();
    }

    @Test
    void onlyAnAdministratorLetsAServiceLookIntoEveryToken() {
        front.post(
                        PATH,
                        Map.of(
                                "name", "Curious",
                                "scopes", List.of("tokens:introspect"),
                                "grantTypes", List.of("client_credentials")),
                        ana)
                .expectProblem(400, "INVALID")
                .about("scopes");
    }

    @Test
    void aPersonsTokenIsActiveWhileTheyAreSignedIn() {
        App app = guard();
        front.register("ben").expect(201);
        Answer session = front.signIn("ben").expect(200);
        String first = session.text("accessToken");
        String second = front.refresh(session.text("refreshToken")).expect(200).text("accessToken");

        assertThat(active(app, first)).isTrue();
        assertThat(active(app, second)).isTrue();
        assertThat(active(app(), second)).isFalse();
        front.signOut(second).expect(204);
        assertThat(active(app, first)).isFalse();
        assertThat(active(app, second)).isFalse();
    }

    @Test
    void whatIsRemovedTakesItsTokensAlong() {
        App witness = guard();
        App app = app();
        String token = token(app, "messages:send");
        assertThat(active(witness, token)).isTrue();
        front.send("DELETE", PATH + "/" + app.id(), null, Map.of("Authorization", "Bearer " + ana))
                .expect(204);

        assertThat(active(witness, token)).isFalse();
        assertThat(ask(app, "messages:send").expect(401).text("error")).isEqualTo("invalid_client");
    }

    @Test
    void whatMayDoLessFromNowOnGetsNoTokenThatCanDoMore() {
        App app = app();
        front.send(
                        "PATCH",
                        PATH + "/" + app.id(),
                        "{\"scopes\": [\"messages:send\"]}",
                        Map.of("Authorization", "Bearer " + ana))
                .expect(200);

        assertThat(ask(app, "users:read").expect(400).text("error")).isEqualTo("invalid_scope");
        ask(app, "messages:send").expect(200);
    }

    private static boolean active(App asking, String token) {
        return introspect(asking, token).expect(200).body().path("active").asBoolean();
    }

    private static Answer introspect(App asking, String token) {
        return front.form("/oauth2/introspect", Map.of("token", token), asking.basic());
    }

    private static String token(App app, String scopes) {
        return ask(app, scopes).expect(200).text("access_token");
    }

    private static Answer ask(App app, String scopes) {
        return front.form("/oauth2/token", Map.of("grant_type", "client_credentials", "scope", scopes), app.basic());
    }

    /** A service that other applications call. */
    private static App guard() {
        return registered(administrator, "tokens:introspect");
    }

    private static App app() {
        return registered(ana, "messages:send", "users:read");
    }

    private static App registered(String by, String... scopes) {
        Answer made = front.post(
                        PATH,
                        Map.of(
                                "name", "Weather",
                                "scopes", List.of(scopes),
                                "grantTypes", List.of("client_credentials")),
                        by)
                .expect(201);
        return new App(
                made.text("application"),
                made.body().path("newSecret").path("clientSecret").asString(""));
    }
}
