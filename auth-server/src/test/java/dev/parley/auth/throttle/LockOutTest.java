package dev.parley.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Smaller limits than the defaults per account and address, and a clock that only moves when told. */
class LockOutTest {

    private static final String HOME = "198.51.100.7";
    private static final String ELSEWHERE = "203.0.113.9";

    private final MovingClock clock = new MovingClock();

    private House house;
    private AuthServer server;
    private Front front;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
        start();
        front.register("ana").expect(201);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void afterTenWrongPasswordsEvenTheRightOneWaits() {
        fail(10, HOME, "ana");

        Answer refused = signIn(HOME, "ana", Front.PASSWORD).expectProblem(429, "RETRY_LATER");
        assertThat(refused.header("Retry-After")).isEqualTo("30");

        clock.passes(Duration.ofSeconds(20));
        assertThat(signIn(HOME, "ana", Front.PASSWORD).expect(429).header("Retry-After"))
                .isEqualTo("10");

        clock.passes(Duration.ofSeconds(10));
        signIn(HOME, "ana", Front.PASSWORD).expect(200);
    }

    @Test
    void eachFurtherOneDoublesThePauseUpToAnHour() {
        fail(10, HOME, "ana");
        for (long pause : List.of(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L)) {
            assertThat(signIn(HOME, "ana", "wrong").expect(429).header("Retry-After"))
                    .isEqualTo(Long.toString(pause));
            clock.passes(Duration.ofSeconds(pause));
            signIn(HOME, "ana", "wrong").expect(401);
        }
    }

    @Test
    void theRightPasswordStartsTheCountAnew() {
        fail(9, HOME, "ana");
        signIn(HOME, "ana", Front.PASSWORD).expect(200);
        fail(9, HOME, "ana");

        signIn(HOME, "ana", Front.PASSWORD).expect(200);
    }

    @Test
    void aNameThatNobodyHasLocksInTheSameWay() {
        fail(10, HOME, "ana");
        fail(10, HOME, "nobody");

        Answer known = signIn(HOME, "ana", "wrong").expectProblem(429, "RETRY_LATER");
        Answer unknown = signIn(HOME, "nobody", "wrong").expectProblem(429, "RETRY_LATER");
        assertThat(unknown.text("detail")).isEqualTo(known.text("detail"));
        assertThat(unknown.header("Retry-After")).isEqualTo(known.header("Retry-After"));
    }

    @Test
    void anotherSpellingOfTheNameIsTheSameName() {
        fail(5, HOME, "ana");
        fail(5, HOME, "ＡＮＡ");

        signIn(HOME, "Ana", "wrong").expect(429);
    }

    @Test
    void whoGuessesElsewhereDoesNotLockTheOwnerOut() {
        signIn(HOME, "ana", Front.PASSWORD).expect(200);
        for (int address = 1; address <= 3; address++) {
            fail(10, "203.0.113." + address, "ana");
        }

        signIn("203.0.113.99", "ana", Front.PASSWORD).expect(429);
        signIn(HOME, "ana", Front.PASSWORD).expect(200);
    }

    @Test
    void oneAddressDoesNotTryItsWayThroughManyNames() {
        for (int name = 0; name < 25; name++) {
            signIn(ELSEWHERE, "name" + name, "wrong").expect(401);
        }

        signIn(ELSEWHERE, "ana", Front.PASSWORD).expectProblem(429, "RETRY_LATER");
        signIn(HOME, "ana", Front.PASSWORD).expect(200);
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        for (int host = 1; host <= 10; host++) {
            signIn("2001:db8:1:2::" + host, "ana", "wrong").expect(401);
        }

        signIn("2001:db8:1:2:ffff::1", "ana", Front.PASSWORD).expect(429);
        signIn("2001:db8:1:3::1", "ana", Front.PASSWORD).expect(200);
    }

    @Test
    void ofManyGuessesAtOnceTenAreLookedAt() throws Exception {
        List<Integer> statuses = atOnce(30, () -> signIn(HOME, "ana", "wrong").status());

        assertThat(statuses).filteredOn(status -> status == 401).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(20);
    }

    @Test
    void manyRightOnesAtOnceAreAllRight() throws Exception {
        assertThat(atOnce(20, () -> signIn(HOME, "ana", Front.PASSWORD).status()))
                .containsOnly(200);
    }

    @Test
    void aRestartForgetsNothing() {
        fail(10, HOME, "ana");

        server.close();
        start();

        signIn(HOME, "ana", Front.PASSWORD).expectProblem(429, "RETRY_LATER");
    }

    private void start() {
        server = house.open(
                Map.of(
                        "parley.auth.lock-out.failures-per-account", "30",
                        "parley.auth.lock-out.failures-per-address", "25"),
                clock);
        front = new Front(server);
    }

    private void fail(int times, String address, String login) {
        for (int time = 0; time < times; time++) {
            signIn(address, login, "wrong").expectProblem(401, "NOT_AUTHENTICATED");
        }
    }

    private Answer signIn(String address, String login, String password) {
        String body = """
                {"username": "%s", "password": "%s", "device": {"name": "phone", "platform": "ios"}}""".formatted(login, password);
        return front.send("POST", "/api/v1/sessions", body, Map.of("X-Forwarded-For", address));
    }

    private static List<Integer> atOnce(int times, Callable<Integer> work) throws InterruptedException {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            return hands.invokeAll(Collections.nCopies(times, work)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
