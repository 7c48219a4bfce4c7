package dev.parley.auth.session;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignOutTest {

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        front.register("ana").expect(201);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void signingOutEndsTheSession() {
        Answer session = front.signIn("ana").expect(200);

        front.signOut(session.text("accessToken")).expect(204);

        front.refresh(session.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void onThisDeviceAlone() {
        Answer phone = front.signIn("ana").expect(200);
        Answer laptop = front.signIn("ana").expect(200);

        front.signOut(phone.text("accessToken")).expect(204);

        front.refresh(laptop.text("refreshToken")).expect(200);
    }

    @Test
    void theAccessTokenIsWorthNothingEither() {
        String token = front.signIn("ana").expect(200).text("accessToken");

        front.signOut(token).expect(204);

        front.signOut(token).expectProblem(401, "NOT_AUTHENTICATED");
        front.devices(token).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void itTakesATokenOfOurs(@TempDir Path elsewhere) {
        front.send("DELETE", "/api/v1/sessions/current", null, Map.of()).expectProblem(401, "NOT_AUTHENTICATED");
        front.signOut("not.a.token").expectProblem(401, "NOT_AUTHENTICATED");
        try (AuthServer stranger = new House(elsewhere, new CommandSide()).open()) {
            Front other = new Front(stranger);
            other.register("ana").expect(201);

            front.signOut(other.signIn("ana").expect(200).text("accessToken")).expectProblem(401, "NOT_AUTHENTICATED");
        }
    }

    @Test
    void anExpiredTokenIsNone(@TempDir Path folder) {
        MovingClock clock = new MovingClock();
        try (AuthServer elsewhere = new House(folder, new CommandSide()).open(clock)) {
            Front door = new Front(elsewhere);
            door.register("ana").expect(201);
            String token = door.signIn("ana").expect(200).text("accessToken");

            clock.passes(Duration.ofMinutes(15).plusSeconds(6));

            door.signOut(token).expectProblem(401, "NOT_AUTHENTICATED");
        }
    }
}
