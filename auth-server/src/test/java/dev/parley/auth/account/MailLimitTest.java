package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody fills somebody's mailbox through us. */
class MailLimitTest {

    private final MovingClock clock = new MovingClock();
    private AuthServer server;
    private Front front;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(Map.of("parley.auth.throttle.mails-per-hour", "3"), clock);
        front = new Front(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void howeverManyAccountsAskForAnAddressFewMailsGoThere() {
        for (String account : new String[] {"ana", "ben", "carla"}) {
            wants(newcomer(account), "victim@example.org").expect(202);
        }
        Answer dora = newcomer("dora");

        wants(dora, "victim@example.org").expectProblem(429, "RETRY_LATER");
        wants(dora, "VICTIM@example.org").expectProblem(429, "RETRY_LATER");
        front.register("emil", "victim@example.org", Front.PASSWORD).expectProblem(429, "RETRY_LATER");
        wants(dora, "dora.herself@example.org").expect(202);

        clock.passes(Duration.ofHours(1));
        wants(front.signIn("dora").expect(200), "victim@example.org").expect(202);
    }

    @Test
    void anAccountAsksForFewMailsWherever() {
        Answer ana = newcomer("ana");
        for (int mail = 1; mail <= 3; mail++) {
            wants(ana, "somebody" + mail + "@example.org").expect(202);
        }

        wants(ana, "somebody4@example.org").expectProblem(429, "RETRY_LATER");
        front.as(ana, "POST", "/api/v1/email-verifications", null).expectProblem(429, "RETRY_LATER");
    }

    @Test
    void whoAsksToResetThePasswordOfSomebodyIsToldNothingByTheLimit() {
        front.register("ana").expect(201);

        assertThat(askedFor("ana")).isEqualTo(askedFor("nobody")).isEqualTo("202 202 202 429");
    }

    private String askedFor(String username) {
        StringBuilder answers = new StringBuilder();
        for (int time = 1; time <= 4; time++) {
            answers.append(front.post("/api/v1/password-resets", Map.of("username", username))
                            .status())
                    .append(' ');
        }
        return answers.toString().strip();
    }

    private Answer newcomer(String username) {
        front.register(username).expect(201);
        return front.signIn(username).expect(200);
    }

    private Answer wants(Answer session, String email) {
        return front.as(
                session,
                "PUT",
                "/api/v1/me/email",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, Front.PASSWORD));
    }
}
