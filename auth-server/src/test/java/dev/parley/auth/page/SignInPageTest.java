package dev.parley.auth.page;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPageTest {

    private static final String COOKIE = "__Host-parley_id";

    private static final String TOKEN = "_csrf\" value=\"[^\"]+";

    private static final int MORE_THAN_ENOUGH = 30;

    private static AuthServer server;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        new Front(server).register("ana").expect(201);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void whoIsNotSignedInIsAskedToAndGoesOnFromThere() {
        Browser ana = new Browser(server);

        assertThat(location(ana.get("/id/sign-out?x=1%202"))).isEqualTo("/id/sign-in");
        assertThat(location(ana.signIn("ana"))).isEqualTo("/id/sign-out?x=1%202");
        ana.get("/id/sign-out").expect(200);
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingWhatWasWrong() {
        Browser browser = new Browser(server);

        Answer known = browser.fillIn("/id/sign-in", Map.of("username", "ana", "password", "wrong"));
        Answer unknown = browser.fillIn("/id/sign-in", Map.of("username", "nobody", "password", "wrong"));

        known.expect(401);
        unknown.expect(401);
        assertThat(known.http().body())
                .contains("role=\"alert\"", "There is no account with this name and password", "value=\"ana\"")
                .doesNotContain("value=\"wrong\"");
        assertThat(unknown.http().body().replace("nobody", "ana").replaceAll(TOKEN, ""))
                .isEqualTo(known.http().body().replaceAll(TOKEN, ""));
    }

    @Test
    void whoGuessesIsToldHowLongToWait() {
        Browser guesser = new Browser(server);
        Map<String, String> guess = Map.of("username", "somebody", "password", "wrong");

        Answer answer = Stream.generate(() -> guesser.fillIn("/id/sign-in", guess))
                .limit(MORE_THAN_ENOUGH)
                .filter(refused -> refused.status() != 401)
                .findFirst()
                .orElseThrow();

        answer.expect(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isGreaterThan(1);
        assertThat(answer.http().body()).contains("role=\"alert\"", "That was too often. Try again in ");
    }

    @Test
    void theCookieIsForThisHostAndForNoScript() {
        Browser ana = new Browser(server);
        ana.get("/id/sign-in").expect(200);
        String before = ana.cookies().get(COOKIE);

        Answer answer = ana.signIn("ana");

        assertThat(answer.header("Set-Cookie"))
                .startsWith(COOKIE + "=")
                .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(ana.cookies().get(COOKIE)).as("a new session at sign-in").isNotEqualTo(before);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser ana = new Browser(server);
        ana.get("/id/sign-in");

        Answer answer = ana.post("/id/sign-in", Map.of("username", "ana", "password", Front.PASSWORD));

        answer.expect(403);
        assertThat(answer.http().body()).contains("That did not work", "FORBIDDEN " + answer.header("Trace-Id"));
    }

    @Test
    void signingOutEndsTheSession() {
        Browser ana = new Browser(server);
        ana.signIn("ana");
        String cookie = ana.cookies().get(COOKIE);

        assertThat(location(ana.fillIn("/id/sign-out", Map.of()))).isEqualTo("/id/signed-out");

        ana.get("/id/signed-out").expect(200);
        ana.cookies().put(COOKIE, cookie);
        assertThat(location(ana.get("/id/sign-out"))).isEqualTo("/id/sign-in");
    }

    @Test
    void pagesSpeakTheLanguageThatWasChosen() {
        Browser reader = new Browser(server, "fr, zh-TW;q=0.8, en;q=0.5");

        assertThat(reader.get("/id/sign-in").http().body()).contains("lang=\"zh\"", "登录");
        assertThat(reader.get("/id/sign-in?lang=en").http().body()).contains("lang=\"en\"", "Sign in");
        assertThat(reader.get("/id/sign-in").http().body()).contains("lang=\"en\"", "Sign in");
        assertThat(reader.get("/id/sign-in?lang=%3Cscript%3E").http().body()).doesNotContain("<script>");
    }

    @Test
    void anApplicationSaysWhoComesAndInWhichLanguage() {
        Browser reader = new Browser(server, "en");

        assertThat(reader.get("/id/sign-in?login_hint=%20%22ana%22&ui_locales=fr-CA%20zh-Hant%20en")
                        .expect(200)
                        .http()
                        .body())
                .contains("value=\"&quot;ana&quot;\"", "lang=\"zh\"");
        assertThat(reader.fillIn("/id/sign-in", Map.of("username", "ana", "password", "wrong"))
                        .http()
                        .body())
                .as("the wish outlasts the first page")
                .contains("lang=\"zh\"");
        reader.get("/id/sign-in?lang=en").expect(200);
        assertThat(reader.get("/id/sign-in?ui_locales=zh").http().body())
                .as("people's own choice comes first")
                .contains("lang=\"en\"");
        assertThat(new Browser(server, "zh")
                        .get("/id/sign-in?ui_locales=%20_%20x-%20")
                        .http()
                        .body())
                .contains("lang=\"zh\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/id/security",
                "/id/security/..%2f..%2f%2fevil.example",
                "/id/security;/@evil.example",
                "/id/sign-in?continue=https://evil.example&redirect=//evil.example",
                "/id/security?done=https://evil.example",
                "/id/%5C%5Cevil.example"
            })
    void nobodyIsLedElsewhereBySigningIn(String before) {
        Browser browser = new Browser(server);
        browser.get(before);

        assertThat(location(browser.signIn("ana"))).matches("/id/[a-z].*").doesNotStartWith("//");
    }
}
