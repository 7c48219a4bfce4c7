package dev.parley.auth.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Pages as people meet them. */
class PagesIT {

    private static final List<String> OPEN_PAGES =
            List.of("/id/sign-in", "/id/register", "/id/signed-out", "/id/reset", "/id/verify?token=x", "/id/welcome");
    private static final List<String> OWN_PAGES = List.of(
            "/id/security",
            "/id/security/password",
            "/id/security/email",
            "/id/security/leave",
            "/id/security/authenticator",
            "/id/applications",
            "/id/applications/new",
            "/id/device",
            "/id/sign-out",
            "/id/nothing");

    private static final int NARROWEST = 320;

    private static AuthServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        int port = freePort();
        String origin = "http://127.0.0.1:" + port;
        chromium = Chromium.at(origin, "en");
        server = new House(folder, new CommandSide())
                .open(Map.of("parley.auth.issuer", origin, "server.port", String.valueOf(port)));
        Front front = new Front(server);
        front.register("ana").expect(201);
        front.signIn("ana").expect(200);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void forgetEverything() {
        chromium.driver().manage().deleteAllCookies();
        chromium.anyWidth();
    }

    @Test
    void signsInWithTheKeyboardAlone() {
        chromium.open("/id/sign-out");

        new Actions(chromium.driver())
                .sendKeys("ana", Keys.TAB, Front.PASSWORD, Keys.ENTER)
                .perform();

        chromium.awaitAddress("/id/sign-out");
        assertThat(chromium.find("h1").getText()).isEqualTo("Sign out?");
    }

    @Test
    void tellsOfAWrongPasswordWhereScreenReadersHearIt() {
        chromium.open("/id/sign-in");
        chromium.type("#username", "ana");
        chromium.type("#password", "not hers");
        chromium.follow("main button");

        assertThat(chromium.find("[role=alert]").getText()).contains("no account with this name and password");
        assertThat(chromium.find("#username").getDomProperty("value")).isEqualTo("ana");
        assertThat(chromium.find("#password").getDomProperty("value")).isEmpty();
        assertThat(chromium.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("password");
        lookAtIt("sign-in-wrong", "light");
    }

    @Test
    void everyPageIsForEverybody() {
        OPEN_PAGES.forEach(this::inAllItsForms);
        signIn();
        OWN_PAGES.forEach(this::inAllItsForms);
    }

    @Test
    void asksBeforeAnApplicationLearnsAnything() {
        signIn();
        chromium.open("/id/applications/new");
        chromium.type("#name", "Noticeboard");
        // As if the application were here too: it gets a page that is not there, and the address is what counts.
        String back = chromium.origin() + "/back";
        chromium.type("#redirectUris", back);
        chromium.follow("main form button");
        String client = chromium.find("dd code").getText();
        lookAtIt("application-secret", "light");
        chromium.driver().manage().deleteAllCookies();

        chromium.open("/oauth2/authorize?response_type=code&client_id=" + client
                + "&redirect_uri=" + back + "&scope=openid%20profile&state=s"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
        assertThat(chromium.find("main .lead").getText()).contains("Noticeboard");
        fillInSignIn();
        assertThat(chromium.find("h1").getText()).contains("Noticeboard");
        assertThat(chromium.find("fieldset").getText()).contains("See your name and picture");
        lookAtIt("consent", "dark");
        lookAtIt("consent", "light");
        chromium.follow("main button");

        assertThat(chromium.driver().getCurrentUrl()).startsWith(back + "?").contains("code=", "state=s");
        chromium.open("/id/security");
        assertThat(chromium.find("#consents ~ ul").getText()).contains("Noticeboard");
        lookAtIt("security-with-consent", "dark");
    }

    private static void signIn() {
        chromium.open("/id/sign-in");
        fillInSignIn();
    }

    private static void fillInSignIn() {
        chromium.type("#username", "ana");
        chromium.type("#password", Front.PASSWORD);
        chromium.follow("main button");
    }

    private void inAllItsForms(String path) {
        String name = path.substring(4).replaceAll("\\W", "-");
        show(path, "zh");
        lookAtIt(name + "-zh", "light");
        show(path, "en");
        lookAtIt(name, "dark");
        lookAtIt(name, "light");
    }

    private static void show(String path, String language) {
        chromium.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        assertThat(chromium.find("html").getDomAttribute("lang")).isEqualTo(language);
    }

    /** Judges the page that is shown as wide as it likes, or, with light colours, at the narrowest width that counts (WCAG 1.4.10). */
    private static void lookAtIt(String name, String scheme) {
        chromium.colours(scheme);
        if (scheme.equals("light")) {
            chromium.width(NARROWEST);
        }
        chromium.expectAccessible(name + " " + scheme);
        chromium.picture(name + "-" + scheme);
        chromium.anyWidth();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
