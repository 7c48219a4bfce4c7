package dev.parley.auth.page;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.Mailbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that people come to by a link: of a mail, or of the console at the first start. */
class MailedLinksTest {

    private static final String NEW_PASSWORD = "another battery, another staple";

    private AuthServer server;
    private Front front;
    private Mailbox mailbox;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(Map.of("parley.auth.unverified-may-sign-in", "false"));
        front = new Front(server);
        mailbox = new Mailbox(folder.resolve("outbox"));
        browser = new Browser(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoHasNotConfirmedTheirAddressIsToldToAndThenSignsIn() {
        front.register("ana").expect(201);
        Answer tooEarly = browser.signIn("ana");
        tooEarly.expect(403);
        assertThat(tooEarly.http().body()).contains("Open the link in the mail that we sent you first");
        String link = "/id/verify?token="
                + mailbox.await("ana@example.org", "Confirm").token();

        browser.get(link).expect(200);
        assertThat(browser.signIn("ana").status())
                .as("opening a link, as mail scanners do, confirms nothing")
                .isEqualTo(403);
        assertThat(location(browser.fillIn(link, Map.of()))).isEqualTo("/id/verify/done");

        browser.get("/id/verify/done").expect(200);
        assertThat(location(browser.signIn("ana"))).isEqualTo("/id/security");
        assertThat(browser.fillIn(link, Map.of()).expect(410).http().body()).contains("used already");
    }

    @Test
    void aForgottenPasswordIsReplacedByTheMailsLink() {
        front.register("ana").expect(201);
        Answer asked = browser.fillIn("/id/reset", Map.of("username", "ana"));
        Answer unknown = browser.fillIn("/id/reset", Map.of("username", "bea"));
        assertThat(unknown.http().body())
                .isEqualTo(asked.expect(200).http().body().replace("ana", "bea"));
        String link = "/id/reset?token="
                + mailbox.await("ana@example.org", "password").token();

        browser.fillIn(link, Map.of("password", NEW_PASSWORD, "again", "another"))
                .expect(400);
        assertThat(location(browser.fillIn(link, Map.of("password", NEW_PASSWORD, "again", NEW_PASSWORD))))
                .isEqualTo("/id/reset/done");

        browser.get("/id/reset/done").expect(200);
        browser.get(link).expect(410);
        browser.signIn("ana").expect(401);
        assertThat(location(browser.fillIn("/id/sign-in", Map.of("username", "ana", "password", NEW_PASSWORD))))
                .isEqualTo("/id/security");
    }

    @Test
    void theFirstAdministratorPastesTheLinkAndCanSuspend() {
        String link = server.firstAdministratorLink().orElseThrow();
        Answer wrong = browser.fillIn("/id/welcome", form("ada", "made-up"));
        assertThat(wrong.expect(400).http().body()).contains("value=\"ada\"", "href=\"#token\"");

        assertThat(location(browser.fillIn("/id/welcome", form("ada", " " + link + "\n"))))
                .isEqualTo("/id/welcome/done");

        browser.get("/id/welcome/done").expect(200);
        browser.fillIn("/id/welcome", form("eve", link)).expect(400);
        confirm("ada");
        String ada = front.signIn("ada").expect(200).text("accessToken");
        String ben = front.register("ben").expect(201).text("user");
        confirm("ben");
        front.as(ada, "POST", "/api/v1/admin/users/" + ben + "/suspend").expect(204);
        assertThat(new Browser(server).signIn("ben").expect(403).http().body()).contains("This account is suspended");
    }

    private void confirm(String username) {
        String token = mailbox.await(username + "@example.org", "Confirm").token();
        assertThat(location(new Browser(server).fillIn("/id/verify?token=" + token, Map.of())))
                .isEqualTo("/id/verify/done");
    }

    private static Map<String, String> form(String username, String token) {
        return Map.of(
                "token",
                token,
                "username",
                username,
                "email",
                username + "@example.org",
                "password",
                Front.PASSWORD,
                "again",
                Front.PASSWORD);
    }
}
