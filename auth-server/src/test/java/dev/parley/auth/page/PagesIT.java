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

    private static final List<String> OPEN_PAGES = List.of("/id/sign-in", "/id/register", "/id/signed-out");
    private static final List<String> OWN_PAGES = List.of("/id/sign-out");

    private static AuthServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        int port = freePort();
        String origin = "http://127.0.0.1:" + port;
        chromium = Chromium.at(origin, "en");
        server = new House(folder, new CommandSide())
                .open(Map.of("parley.auth.issuer", origin, "server.port", String.valueOf(port)));
        new Front(server).register("ana").expect(201);
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
        lookAtIt("sign-in-wrong");
    }

    @Test
    void everyPageIsForEverybody() {
        OPEN_PAGES.forEach(this::inAllItsForms);
        signIn();
        OWN_PAGES.forEach(this::inAllItsForms);
    }

    private static void signIn() {
        chromium.open("/id/sign-in");
        chromium.type("#username", "ana");
        chromium.type("#password", Front.PASSWORD);
        chromium.follow("main button");
    }

    private void inAllItsForms(String path) {
        for (String language : List.of("zh", "en")) {
            chromium.open(path + "?lang=" + language);
            assertThat(chromium.find("html").getDomAttribute("lang")).isEqualTo(language);
            lookAtIt(path.substring(4).replace('/', '-') + "-" + language);
        }
    }

    /** Judges the page that is shown in both colour schemes, and at the narrowest width that counts (WCAG 1.4.10). */
    private static void lookAtIt(String name) {
        for (String scheme : List.of("dark", "light")) {
            chromium.colours(scheme);
            chromium.expectAccessible(name + " " + scheme);
            chromium.picture(name + "-" + scheme);
        }
        chromium.width(320);
        chromium.expectAccessible(name + " narrow");
        chromium.picture(name + "-narrow");
        chromium.anyWidth();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
