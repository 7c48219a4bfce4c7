package dev.parley.auth.browser;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserSessionTest {

    private House house;

    @BeforeEach
    void house(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
    }

    @Test
    void aBrowserStaysSignedInOverARestart() {
        Map<String, String> cookies;
        try (AuthServer server = house.open()) {
            cookies = signedIn(server).cookies();
        }
        try (AuthServer server = house.open()) {
            Browser ana = new Browser(server);
            ana.cookies().putAll(cookies);
            ana.get("/id/security").expect(200);
            assertThat(location(ana.fillIn("/id/sign-out", Map.of()))).isEqualTo("/id/signed-out");
        }
    }

    @Test
    void howeverBusyABrowserIsItsPersonSignsInAnewAfterAMonth() {
        MovingClock clock = new MovingClock();
        try (AuthServer server = house.open(clock)) {
            Browser ana = signedIn(server);
            clock.passes(Duration.ofDays(29));
            ana.get("/id/security").expect(200);

            clock.passes(Duration.ofDays(2));

            assertThat(location(ana.get("/id/security"))).isEqualTo("/id/sign-in");
        }
    }

    private static Browser signedIn(AuthServer server) {
        new Front(server).register("ana").expect(201);
        Browser ana = new Browser(server);
        assertThat(location(ana.signIn("ana"))).isEqualTo("/id/security");
        return ana;
    }
}
