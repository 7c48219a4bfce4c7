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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPagesTest {

    private static final String NEW_PASSWORD = "another battery, another staple";
    private static final String SCRIPT = "\"><script>alert(1)</script>";

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void whoRegistersIsSignedIn() {
        Browser eve = new Browser(server);

        Answer answer = eve.fillIn(
                "/id/register",
                Map.of("username", "eve", "email", "eve@example.org", "password", NEW_PASSWORD, "again", NEW_PASSWORD));

        assertThat(location(answer)).isEqualTo("/id/register/done");
        assertThat(eve.get("/id/register/done").expect(200).http().body()).contains("href=\"/id/security\"");
        assertThat(eve.get("/id/security").expect(200).http().body()).contains("eve@example.org");
    }

    @Test
    void aNewPasswordEndsEverythingElse() {
        Browser here = signedIn("pat");
        Browser elsewhere = new Browser(server);
        elsewhere.signIn("pat");
        String token = front.signIn("pat").expect(200).text("refreshToken");

        Answer wrong = here.fillIn(
                "/id/security/password", Map.of("current", "no", "password", NEW_PASSWORD, "again", NEW_PASSWORD));
        wrong.expect(403);
        assertThat(wrong.http().body()).contains("href=\"#current\"", "aria-invalid=\"true\"");
        Answer changed = here.fillIn(
                "/id/security/password",
                Map.of("current", Front.PASSWORD, "password", NEW_PASSWORD, "again", NEW_PASSWORD));

        assertThat(location(changed)).isEqualTo("/id/security?done=PASSWORD");
        here.get("/id/security?done=PASSWORD").expect(200);
        assertThat(location(elsewhere.get("/id/security"))).isEqualTo("/id/sign-in");
        front.refresh(token).expect(401);
        front.signIn("pat", NEW_PASSWORD).expect(200);
    }

    @Test
    void aDeviceIsSignedOutFromAfar() {
        Browser dan = signedIn("dan");
        String lost = front.signIn("dan", Front.PASSWORD, Map.of("name", "Lost <b>phone</b>", "platform", "ios"))
                .expect(200)
                .text("refreshToken");
        String kept = front.signIn("dan").expect(200).text("refreshToken");
        String page = dan.get("/id/security").expect(200).http().body();
        assertThat(page).contains("Lost &lt;b&gt;phone&lt;/b&gt;", "Ana&#39;s phone", "127.0.0.1");
        String device = page.replaceAll("(?s).*Lost.*?name=\"device\" value=\"([^\"]+)\".*", "$1");

        Browser mallory = signedIn("mallory2");
        mallory.fillIn("/id/security", "/id/security/devices", Map.of("device", device));
        assertThat(location(dan.fillIn("/id/security", "/id/security/devices", Map.of("device", device))))
                .isEqualTo("/id/security?done=DEVICE");

        assertThat(dan.get("/id/security?done=DEVICE").expect(200).http().body())
                .contains("The device is signed out", "Ana&#39;s phone")
                .doesNotContain("Lost");
        front.refresh(lost).expect(401);
        front.refresh(kept).expect(200);
    }

    @Test
    void signingOutEverywhereEndsThisBrowserToo() {
        Browser here = signedIn("sue");
        Browser elsewhere = new Browser(server);
        elsewhere.signIn("sue");
        String phone = front.signIn("sue").expect(200).text("refreshToken");

        assertThat(location(here.fillIn("/id/security", "/id/security/everywhere", Map.of())))
                .isEqualTo("/id/signed-out");

        front.refresh(phone).expect(401);
        assertThat(location(here.get("/id/security"))).isEqualTo("/id/sign-in");
        assertThat(location(elsewhere.get("/id/security"))).isEqualTo("/id/sign-in");
    }

    @Test
    void anApplicationsSecretIsShownOnce() {
        Browser owner = signedIn("olga");

        Answer registered = owner.fillIn(
                "/id/applications/new",
                Map.of(
                        "name", "Notices & more",
                        "redirectUris", "https://notices.example/back",
                        "grants", "authorization_code",
                        "scopes", "openid",
                        "method", "client_secret_basic"));

        registered.expect(200);
        assertThat(registered.http().body()).contains("Notices &amp; more", "class=\"secret\"");
        assertThat(registered.header("Cache-Control")).contains("no-store");
        String page = registered.http().body().replaceAll("(?s).*href=\"(/id/applications/[0-9a-f-]{36})\".*", "$1");
        assertThat(owner.get(page).expect(200).http().body())
                .contains("https://notices.example/back")
                .doesNotContain("class=\"secret\"");
        signedIn("mallory").get(page).expect(404);
        assertThat(location(owner.fillIn(page, page + "/remove", Map.of()))).isEqualTo("/id/applications?gone");
        owner.get(page).expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "email", "displayName"})
    void aScriptInAFieldIsText(String field) {
        Browser browser = new Browser(server);

        Answer answer = browser.fillIn("/id/register", Map.of(field, SCRIPT, "password", SCRIPT, "again", SCRIPT));

        answer.expect(400);
        assertThat(answer.http().body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/id/security/password",
                "/id/security/email",
                "/id/security/leave",
                "/id/security/everywhere",
                "/id/security/devices",
                "/id/security/consents",
                "/id/applications/new",
                "/id/reset",
                "/id/verify?token=x",
                "/id/register",
                "/id/welcome",
                "/id/sign-out"
            })
    void noFormIsTakenWithoutItsToken(String path) {
        Browser browser = signedIn("max" + Integer.toHexString(path.hashCode()));

        Answer answer = browser.post(path, Map.of("current", Front.PASSWORD));

        answer.expect(403);
        assertThat(answer.http().body()).contains("FORBIDDEN", answer.header("Trace-Id"));
    }

    @Test
    void whatIsNoPageIsToldOnOne() {
        Answer answer = signedIn("nora").get("/id/nothing/here");

        answer.expect(404);
        assertThat(answer.http().body()).contains("There is no such page", answer.header("Trace-Id"));
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    private static Browser signedIn(String username) {
        front.register(username).expect(201);
        Browser browser = new Browser(server);
        browser.signIn(username);
        return browser;
    }
}
