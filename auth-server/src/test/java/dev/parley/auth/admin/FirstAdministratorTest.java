package dev.parley.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstAdministratorTest {

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private AuthServer server;
    private Staff staff;

    @BeforeEach
    void open() {
        server = new House(folder, new CommandSide()).open(clock);
        staff = new Staff(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer appoint(String token, String username) {
        Map<String, Object> appointment = Front.registration(username, username + "@example.org", Front.PASSWORD);
        appointment.put("token", token);
        return staff.front().post("/api/v1/administrators", appointment);
    }

    @Test
    void whoHoldsTheLinkGetsAnAccountThatIsTheAdministrators() {
        Answer appointed = appoint(staff.secret(), "ada").expect(201);
        assertThat(appointed.body().path("roles").toString()).contains("administrator");
        assertThat(staff.names(staff.as(staff.signedIn("ada"), "GET", ""))).containsExactly("ada");
    }

    @Test
    void whoIsSignedInBecomesItThemselves() {
        String ben = staff.user("ben");
        Answer appointed = staff.front()
                .send(
                        "POST",
                        "/api/v1/administrators",
                        "{\"token\": \"" + staff.secret() + "\"}",
                        Map.of("Authorization", "Bearer " + staff.signedIn("ben")))
                .expect(201);
        assertThat(appointed.text("user")).isEqualTo(ben);
        staff.as(staff.signedIn("ben"), "GET", "/" + ben).expect(200);
    }

    @Test
    void theLinkIsSpentByOneUse() {
        String token = staff.secret();
        appoint(token, "ada").expect(201);
        appoint(token, "eve").expectProblem(400, "INVALID").about("token");
        assertThat(staff.link()).isEqualTo("none");
    }

    @Test
    void ofTwoWhoUseItAtOnceOneBecomesTheAdministrator() {
        String token = staff.secret();
        List<CompletableFuture<Answer>> racing = IntStream.range(0, 4)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> appoint(token, "racer" + each)))
                .toList();
        assertThat(racing.stream().map(answer -> answer.join().status()))
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
    }

    @Test
    void aNewLinkMakesTheOneBeforeItWorthless() {
        String before = staff.secret();
        String after = staff.secret();
        appoint(before, "eve").expectProblem(400, "INVALID").about("token");
        appoint(after, "ada").expect(201);
    }

    @Test
    void theLinkIsGoodForADay() {
        String token = staff.secret();
        clock.passes(Duration.ofHours(24));
        appoint(token, "eve").expectProblem(400, "INVALID").about("token");
    }

    @Test
    void aNameThatIsTakenDoesNotSpendIt() {
        staff.user("ben");
        String token = staff.secret();
        appoint(token, "ben").expectProblem(409, "TAKEN").about("username");
        appoint(token, "ada").expect(201);
    }

    @Test
    void withoutTheLinkNobodyGetsAnywhere() {
        staff.secret();
        appoint("guessed", "eve").expectProblem(400, "INVALID").about("token");
        staff.front()
                .post("/api/v1/administrators", "{}")
                .expectProblem(400, "INVALID")
                .about("token");
        staff.front().signIn("eve").expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void theStoreCannotGiveTheSecretAway() {
        String token = staff.secret();
        assertThat(staff.link()).startsWith("https://chat.example.org/id/welcome#");
        List<String> kept = JdbcClient.create(IdentityStore.open(folder))
                .sql("select fingerprint from first_administrator")
                .query(String.class)
                .list();
        assertThat(kept).hasSize(1).noneMatch(fingerprint -> fingerprint.contains(token));
    }
}
