package dev.parley.auth.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people let applications do, as they see it and take it back; and what an application cannot do in their name. */
class GivenConsentTest {

    private static final String CONSENTS = "/api/v1/me/consents";

    private static AuthServer server;
    private static Front front;
    /** Runs on its people's machines and has no secret. */
    private static RelyingParty app;

    private static int people;

    private final Journey journey = Journey.begin();
    private Browser browser;
    private String name;
    private String token;
    private Answer theirs;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        app = RelyingParty.register(server, Map.of("authenticationMethod", "none"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void somebodyLetsItIn() {
        name = "person" + people++;
        front.register(name).expect(201);
        token = front.signIn(name).expect(200).text("accessToken");
        browser = new Browser(server);
        browser.signIn(name);
        URI back = URI.create(Browser.location(RelyingParty.agreed(
                browser,
                app.sendThere(browser, app.request(journey, "openid", "chat").build()))));
        theirs = ask(Map.of(
                        "grant_type", "authorization_code",
                        "code", RelyingParty.query(back).get("code"),
                        "redirect_uri", RelyingParty.CALLBACK.toString(),
                        "code_verifier", journey.verifier().getValue()))
                .expect(200);
    }

    @Test
    void theyReadWhatTheyGaveAndToWhom() {
        Answer given = front.get(CONSENTS, token).expect(200);

        assertThat(given.body().path("items").size()).isEqualTo(1);
        var first = given.body().path("items").path(0);
        assertThat(first.path("application").asString()).isEqualTo(app.id().getValue());
        assertThat(first.path("name").asString()).isEqualTo("Noticeboard");
        assertThat(first.path("scopes").valueStream().map(scope -> scope.asString()))
                .containsExactlyInAnyOrder("openid", "chat");
        assertThat(first.path("since").asString()).isNotEmpty();
    }

    @Test
    void whatTheyTakeBackEndsAtOnce() {
        front.as(token, "DELETE", CONSENTS + "/" + app.id(), null).expect(204);

        assertThat(renew(theirs).expect(400).text("error")).isEqualTo("invalid_grant");
        assertThat(front.get(CONSENTS, token).expect(200).body().path("items").size())
                .isZero();
        front.as(token, "DELETE", CONSENTS + "/" + app.id(), null).expectProblem(404, "NOT_FOUND");
        front.as(token, "DELETE", CONSENTS + "/nonsense", null).expectProblem(404, "NOT_FOUND");
        assertThat(Browser.location(app.sendThere(
                        browser, app.request(Journey.begin(), "openid").build())))
                .contains("/id/consent?");
    }

    @Test
    void nobodyTakesBackWhatSomebodyElseGave() {
        front.register("other" + people).expect(201);
        String other = front.signIn("other" + people).expect(200).text("accessToken");

        front.as(other, "DELETE", CONSENTS + "/" + app.id(), null).expectProblem(404, "NOT_FOUND");

        renew(theirs).expect(200);
    }

    @Test
    void anApplicationWithoutSecretRenewsAndNoTokenTwice() {
        Answer second = renew(theirs).expect(200);
        renew(second).expect(200);

        assertThat(renew(second).expect(400).text("error")).isEqualTo("invalid_grant");
        assertThat(front.form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        app.id().getValue()),
                                Map.of())
                        .status())
                .isIn(400, 401);
    }

    @Test
    void theApplicationManagesNothingInTheirName() {
        String its = theirs.text("access_token");
        for (String path : List.of("/api/v1/applications", CONSENTS, "/api/v1/me/devices")) {
            front.get(path, its).expectProblem(403, "FORBIDDEN");
        }
        front.as(its, "DELETE", CONSENTS + "/" + app.id(), null).expectProblem(403, "FORBIDDEN");
        front.as(its, "DELETE", "/api/v1/me/devices", null).expectProblem(403, "FORBIDDEN");
        front.as(its, "POST", "/api/v1/applications", Map.of("name", "Mine")).expectProblem(403, "FORBIDDEN");
        front.as(its, "PUT", "/api/v1/me/password", Map.of("oldPassword", Front.PASSWORD, "newPassword", "another one"))
                .expectProblem(403, "FORBIDDEN");
        assertThat(front.post("/oauth2/register", Map.of("client_name", "Mine"), its)
                        .expect(403)
                        .text("error"))
                .isEqualTo("insufficient_scope");
    }

    @Test
    void whatTheyGaveGoesWithThem() {
        front.as(token, "DELETE", "/api/v1/me", Map.of("password", Front.PASSWORD))
                .expect(204);

        assertThat(renew(theirs).expect(400).text("error")).isEqualTo("invalid_grant");
    }

    private static Answer renew(Answer tokens) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")));
    }

    private static Answer ask(Map<String, String> fields) {
        Map<String, String> form = new java.util.HashMap<>(fields);
        form.put("client_id", app.id().getValue());
        return front.form("/oauth2/token", form, Map.of());
    }
}
