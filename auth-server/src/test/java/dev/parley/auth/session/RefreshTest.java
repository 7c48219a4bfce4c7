package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

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
    void aRefreshTokenBuysNewTokensForTheSameSession() throws Exception {
        Answer first = front.signIn("ana").expect(200);
        Answer second = front.refresh(first.text("refreshToken")).expect(200);

        assertThat(second.text("user")).isEqualTo(first.text("user"));
        assertThat(second.text("device")).isEqualTo(first.text("device"));
        assertThat(second.text("tokenType")).isEqualTo("Bearer");
        assertThat(second.body().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        assertThat(second.text("accessToken")).isNotEqualTo(first.text("accessToken"));
        var claims = SignedJWT.parse(second.text("accessToken")).getJWTClaimsSet();
        assertThat(claims.getStringClaim("device")).isEqualTo(first.text("device"));
        assertThat(claims.getStringListClaim("scope")).containsExactlyInAnyOrder("chat", "openid", "profile", "email");
        front.refresh(second.text("refreshToken")).expect(200);
    }

    @Test
    void anExpiredAccessTokenInTheHeaderDoesNotHinderIt() {
        String refreshToken = front.signIn("ana").expect(200).text("refreshToken");

        front.send(
                        "POST",
                        "/api/v1/sessions/refresh",
                        "{\"refreshToken\": \"" + refreshToken + "\"}",
                        Map.of("Authorization", "Bearer some.old.token"))
                .expect(200);
    }

    @Test
    void aSpentOneThatComesBackEndsTheSession() {
        String spent = front.signIn("ana").expect(200).text("refreshToken");
        String current = front.refresh(spent).expect(200).text("refreshToken");

        front.refresh(spent).expectProblem(401, "NOT_AUTHENTICATED");

        front.refresh(current).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void evenOneSpentLongAgoEndsTheSession() {
        String spent = front.signIn("ana").expect(200).text("refreshToken");
        String current = spent;
        for (int i = 0; i < 3; i++) {
            current = front.refresh(current).expect(200).text("refreshToken");
        }

        front.refresh(spent).expectProblem(401, "NOT_AUTHENTICATED");

        front.refresh(current).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void theOtherDevicesGoOn() {
        String laptop = front.signIn("ana").expect(200).text("refreshToken");
        String phone = front.signIn("ana").expect(200).text("refreshToken");
        front.refresh(phone).expect(200);
        front.refresh(phone).expect(401);

        front.refresh(laptop).expect(200);
    }

    @RepeatedTest(5)
    void ofManyWhoUseItAtOnceAtMostOneGetsThrough() throws Exception {
        String token = front.signIn("ana").expect(200).text("refreshToken");
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> use = () -> front.refresh(token).status();

            var statuses = hands.invokeAll(Collections.nCopies(12, use)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "x",
                "no-such-session.secret",
                "00000000-0000-0000-0000-000000000000.secret",
                "sha256:x",
                "'; drop table account; --"
            })
    void whatIsNotOursIsRefused(String token) {
        front.refresh(token).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void itIsAText() {
        front.post("/api/v1/sessions/refresh", "{}")
                .expectProblem(400, "INVALID")
                .about("refreshToken");
        front.post("/api/v1/sessions/refresh", "{\"refreshToken\": 5}")
                .expectProblem(400, "MALFORMED")
                .about("refreshToken");
    }

    @Test
    void whoIsAwayForAMonthSignsInAgain(@TempDir Path folder) {
        MovingClock clock = new MovingClock();
        try (AuthServer elsewhere = new House(folder, new CommandSide()).open(clock)) {
            Front door = new Front(elsewhere);
            door.register("ana").expect(201);
            String token = door.signIn("ana").expect(200).text("refreshToken");

            clock.passes(Duration.ofDays(29));
            token = door.refresh(token).expect(200).text("refreshToken");
            clock.passes(Duration.ofDays(29));
            token = door.refresh(token).expect(200).text("refreshToken");
            clock.passes(Duration.ofDays(31));

            door.refresh(token).expectProblem(401, "NOT_AUTHENTICATED");
        }
    }
}
