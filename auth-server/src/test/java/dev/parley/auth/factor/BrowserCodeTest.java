package dev.parley.auth.factor;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserCodeTest {

    private static final String CODE_PAGE = "/id/sign-in/code";

    private final MovingClock clock = new MovingClock();
    private AuthServer server;
    private App app;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(clock);
        Front front = new Front(server);
        front.register("ana").expect(201);
        String token = front.signIn("ana").expect(200).text("accessToken");
        app = App.scanning(front.as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201), clock);
        front.as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code()))
                .expect(200);
        clock.passes(Duration.ofSeconds(30));
        browser = new Browser(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void afterThePasswordAPageAsksForTheCodeAndThenGoesOn() {
        assertThat(location(browser.get("/id/sign-out?x=1"))).isEqualTo("/id/sign-in");
        assertThat(location(browser.signIn("ana"))).isEqualTo(CODE_PAGE);
        String cookie = browser.cookies().toString();

        Answer signedIn = browser.fillIn(CODE_PAGE, Map.of("code", app.code()));

        assertThat(location(signedIn)).isEqualTo("/id/sign-out?x=1");
        assertThat(browser.cookies().toString()).as("a new session at sign-in").isNotEqualTo(cookie);
        browser.get("/id/sign-out").expect(200);
        assertThat(location(browser.get(CODE_PAGE))).isEqualTo("/id/sign-in");
    }

    @Test
    void whoLeavesThePageForTheCodeOutIsNotSignedIn() {
        browser.signIn("ana");

        assertThat(location(browser.get("/id/sign-out"))).isEqualTo("/id/sign-in");
        assertThat(location(browser.get("/id/security"))).isEqualTo("/id/sign-in");
        assertThat(location(browser.get("/id/sign-in"))).isEqualTo(CODE_PAGE);
        browser.get("/id/sign-in?other").expect(200);
    }

    @Test
    void anApplicationIsToldNothingBeforeTheCode() {
        RelyingParty application = RelyingParty.register(server);
        Journey journey = Journey.begin();
        browser.signIn("ana");

        Answer asked = application.sendThere(
                browser, application.request(journey, "openid").build());

        assertThat(location(asked)).isEqualTo("/id/sign-in");
        assertThat(location(browser.get("/id/sign-in"))).isEqualTo(CODE_PAGE);
        Answer onward = browser.get(location(browser.fillIn(CODE_PAGE, Map.of("code", app.code()))));
        assertThat(location(RelyingParty.agreed(browser, onward)))
                .startsWith(RelyingParty.CALLBACK.toString())
                .contains("code=");
    }

    @Test
    void aWrongCodeIsToldAndTheNextOneTaken() {
        browser.signIn("ana");

        Answer wrong =
                browser.fillIn(CODE_PAGE, Map.of("code", app.wrongCode())).expect(403);

        assertThat(wrong.http().body()).contains("role=\"alert\"", "This code is wrong");
        assertThat(location(browser.fillIn(CODE_PAGE, Map.of("code", app.code()))))
                .isEqualTo("/id/security");
    }

    @Test
    void guessingIsStopped() {
        browser.signIn("ana");
        for (int guess = 1; guess <= 5; guess++) {
            browser.fillIn(CODE_PAGE, Map.of("code", app.wrongCode())).expect(403);
        }

        browser.fillIn(CODE_PAGE, Map.of("code", app.code())).expect(429);
        clock.passes(Duration.ofSeconds(31));
        assertThat(location(browser.fillIn(CODE_PAGE, Map.of("code", app.code()))))
                .isEqualTo("/id/security");
    }

    @Test
    void thePasswordIsGoodForFiveMinutes() {
        browser.signIn("ana");
        clock.passes(Duration.ofSeconds(301));

        assertThat(location(browser.get(CODE_PAGE))).isEqualTo("/id/sign-in");
    }

    @Test
    void withoutAPasswordThereIsNoPageForACode() {
        assertThat(location(browser.get(CODE_PAGE))).isEqualTo("/id/sign-in");
        browser.get("/id/sign-in");

        assertThat(location(browser.fillIn("/id/sign-in", CODE_PAGE, Map.of("code", app.code()))))
                .isEqualTo("/id/sign-in");
        assertThat(location(browser.get("/id/sign-out"))).isEqualTo("/id/sign-in");
    }
}
