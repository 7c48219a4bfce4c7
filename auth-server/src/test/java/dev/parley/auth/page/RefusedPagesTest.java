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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages take from nobody, said so that people understand it. */
class RefusedPagesTest {

    private static final String SCRIPT = "\"><script>alert(1)</script>";
    private static final int MORE_THAN_A_FORM = 100_000;

    private static AuthServer server;

    private Browser browser;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        new Front(server).register("ana").expect(201);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(server);
        browser.signIn("ana");
    }

    @ParameterizedTest
    @CsvSource({"/id/signed-out, GET", "/id/reset/done, GET", "/id/applications, GET", "/id/verify/done, GET"})
    void aPageThatTakesNoFormSaysSo(String path, String allowed) {
        Answer answer = browser.fillIn("/id/sign-out", path, Map.of());

        answer.expect(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.http().body()).contains("This page cannot be used like that");
    }

    @ParameterizedTest
    @CsvSource({"/id/security/devices", "/id/security/everywhere", "/id/sign-in/refused"})
    void whatOnlyTakesFormsIsNoPageToOpen(String path) {
        Answer answer = browser.get(path);

        answer.expect(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/id/register, username, register",
        "/id/register, email, register",
        "/id/register, displayName, register",
        "/id/reset, username, reset",
        "/id/security/email, email, email",
        "/id/applications/new, name, new",
        "/id/applications/new, description, new",
        "/id/applications/new, logoUri, new",
        "/id/applications/new, redirectUris, new",
        "/id/applications/new, postLogoutRedirectUris, new",
        "/id/applications/new, scopes, new",
        "/id/applications/new, grants, new",
        "/id/applications/new, method, new",
        "/id/device, user_code, device",
        "/id/welcome, token, welcome"
    })
    void aScriptInAFieldIsText(String page, String field) {
        Answer answer = browser.fillIn(page, Map.of(field, SCRIPT));

        assertThat(answer.status()).isBetween(200, 499);
        assertThat(answer.http().body()).doesNotContain("<script>alert");
    }

    @Test
    void aScriptInAnAddressIsText() {
        assertThat(browser.get("/id/verify?token=%22%3E%3Cscript%3Ealert(1)")
                        .expect(200)
                        .http()
                        .body())
                .contains("&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(browser.get("/id/%3Cscript%3Ealert(1)").http().body()).doesNotContain("<script>alert");
        assertThat(browser.get("/id/security?done=%3Cscript%3Ealert(1)")
                        .expect(400)
                        .http()
                        .body())
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @CsvSource({"/id/sign-in, password", "/id/register, displayName", "/id/reset, more"})
    void aFormThatIsTooLargeIsNotRead(String page, String field) {
        Answer answer =
                new Browser(server).fillIn(page, Map.of("username", "ana", field, "x".repeat(MORE_THAN_A_FORM)));

        answer.expect(413);
        assertThat(answer.http().body()).contains("That was more than we take");
    }

    @Test
    void longWordsAreRefusedAndNotWorkedOn() {
        new Browser(server)
                .fillIn("/id/sign-in", Map.of("username", "a".repeat(20_000), "password", "b".repeat(20_000)))
                .expect(401);
        assertThat(location(browser.fillIn("/id/sign-out", Map.of()))).isEqualTo("/id/signed-out");
    }
}
