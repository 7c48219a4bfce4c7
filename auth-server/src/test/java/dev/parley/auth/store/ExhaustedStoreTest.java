package dev.parley.auth.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All connections to the identity store are taken: whoever comes now is told to come again, also where a filter is first to ask the store. */
class ExhaustedStoreTest {

    private static final int CONNECTIONS = 2;
    private static final String BROWSERS_WISH = "text/html,application/xhtml+xml,*/*;q=0.8";

    /** An application that there might be. */
    private static final String NOBODY = "01a1fce5-a02c-776f-a8be-b7246d539766";

    private final MovingClock clock = new MovingClock();

    @Test
    void everyDoorSaysWhenToComeAgain(@TempDir Path folder) throws Exception {
        try (AuthServer server = new House(folder, new CommandSide())
                        .open(
                                Map.of(
                                        "parley.auth.database-connections", Integer.toString(CONNECTIONS),
                                        "parley.auth.database-url", patient(folder)),
                                clock);
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            String cookie = cookieOf(server);
            List<String> sessions = Stream.generate(() -> front.signIn("ana").expect(200))
                    .limit(CONNECTIONS)
                    .map(session -> session.text("refreshToken"))
                    .toList();
            clock.passes(Duration.ofMinutes(1)); // so that nobody remembers anything
            List<Future<Answer>> waiting;
            try (Connection holder = IdentityStore.open(folder).getConnection()) {
                holdAllSessions(holder);
                waiting = sessions.stream()
                        .map(token -> hands.submit(() -> front.refresh(token)))
                        .toList();
                while (server.healthy()) {
                    Thread.onSpinWait(); // it does not answer once both have taken their connection
                }

                List<Future<Answer>> late = hands.invokeAll(List.<Callable<Answer>>of(
                        () -> front.signIn("ana"),
                        () -> front.form(
                                "/oauth2/token",
                                Map.of("grant_type", "client_credentials", "client_id", NOBODY, "client_secret", "b"),
                                Map.of()),
                        () -> front.form(
                                "/oauth2/introspect",
                                Map.of("token", "x", "client_id", NOBODY, "client_secret", "b"),
                                Map.of()),
                        () -> front.send("GET", "/id/security", null, Map.of("Cookie", cookie)),
                        () -> front.send(
                                "GET", "/id/security", null, Map.of("Cookie", cookie, "Accept", BROWSERS_WISH)),
                        () -> front.send(
                                "GET",
                                "/oauth2/authorize?response_type=code&client_id=" + NOBODY,
                                null,
                                Map.of("Cookie", cookie, "Accept", BROWSERS_WISH))));

                told(late.get(0)).expectProblem(503, "UNAVAILABLE");
                assertThat(told(late.get(1)).text("error")).isEqualTo("temporarily_unavailable");
                assertThat(told(late.get(2)).text("error")).isEqualTo("temporarily_unavailable");
                told(late.get(3)).expectProblem(503, "UNAVAILABLE");
                assertThat(told(late.get(4)).http().body()).contains("This is not possible just now", "UNAVAILABLE");
                assertThat(told(late.get(5)).http().body()).contains("This is not possible just now", "UNAVAILABLE");
                holder.rollback();
            }
            for (Future<Answer> answer : waiting) {
                answer.get().expect(200);
            }
        }
    }

    private static Answer told(Future<Answer> late) throws ExecutionException, InterruptedException {
        Answer answer = late.get().expect(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        return answer;
    }

    /** H2 would give up waiting for a lock sooner than anybody waits for a connection. */
    private static String patient(Path folder) throws SQLException {
        try (Connection connection = IdentityStore.open(folder).getConnection()) {
            String url = connection.getMetaData().getURL();
            return url.startsWith("jdbc:h2:") ? url + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000" : url;
        }
    }

    private static void holdAllSessions(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement();
                var rows = statement.executeQuery("select id from oauth2_authorization for update")) {
            while (rows.next()) {
                // to the last, so that all are held
            }
        }
    }

    private static String cookieOf(AuthServer server) {
        Browser browser = new Browser(server);
        browser.signIn("ana").expect(302);
        return browser.cookies().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .findFirst()
                .orElseThrow();
    }
}
