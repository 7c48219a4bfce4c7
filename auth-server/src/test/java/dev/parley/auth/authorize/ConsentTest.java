package dev.parley.auth.authorize;

import static dev.parley.auth.Browser.location;
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
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentTest {

    private static AuthServer server;
    private static RelyingParty app;
    private static int people;

    private Browser browser;
    private final Journey journey = Journey.begin();

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        app = RelyingParty.register(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void somebodyNew() {
        String name = "person" + people++;
        new Front(server).register(name).expect(201);
        browser = new Browser(server);
        browser.signIn(name);
    }

    @Test
    void theFirstTimePeopleAreAskedEvenForWhoTheyAreAlone() {
        assertThat(location(ask("openid"))).startsWith("/id/consent?");
        assertThat(location(RelyingParty.agreed(browser, ask("openid")))).contains("code=");
        assertThat(location(ask("openid"))).contains("code=");
    }

    @Test
    void moreIsAskedForAgain() {
        RelyingParty.agreed(browser, ask("openid"));

        assertThat(location(ask("openid", "email"))).contains("/id/consent?");
    }

    @Test
    void aNoIsToldAndLeavesWhatWasAgreedToBefore() {
        RelyingParty.agreed(browser, ask("openid"));
        Map<String, String> asked = RelyingParty.query(URI.create(location(ask("openid", "email"))));

        Answer answer = browser.post(
                "/oauth2/authorize", Map.of("client_id", asked.get("client_id"), "state", asked.get("state")));

        assertThat(RelyingParty.query(URI.create(location(answer))))
                .containsEntry("error", "access_denied")
                .containsEntry("state", journey.state().getValue())
                .containsEntry("iss", RelyingParty.ISSUER);
        assertThat(location(ask("openid"))).contains("code=");
    }

    @Test
    void nobodyAgreesForSomebodyElse() {
        Map<String, String> asked = RelyingParty.query(URI.create(location(ask("openid"))));
        Browser other = new Browser(server);
        new Front(server).register("mallory" + people).expect(201);
        other.signIn("mallory" + people);

        Answer answer = other.post(
                "/oauth2/authorize",
                Map.of("client_id", asked.get("client_id"), "state", asked.get("state"), "scope", "openid"));

        answer.expect(400);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void theQuestionIsAskedHereWhateverNameTheRequestCameBy() {
        String path = RelyingParty.path(app.request(journey, "openid").build().toURI());
        String cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));

        Answer answer = new Front(server)
                .send(
                        "GET",
                        path,
                        null,
                        Map.of("Cookie", cookies, "Accept", "text/html", "X-Forwarded-Host", "evil.example.org"));

        assertThat(location(answer)).startsWith("/id/consent?");
    }

    private Answer ask(String... scopes) {
        return app.sendThere(browser, app.request(journey, scopes).build());
    }
}
