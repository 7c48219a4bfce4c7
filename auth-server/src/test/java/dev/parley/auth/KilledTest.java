package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.auth.admin.Staff;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server is killed, with SIGKILL and at any moment, again and again, while people come and go. */
@Tag("h2")
class KilledTest {

    private static final int KILLS = 3;
    private static final int AT_ONCE = 8;

    @TempDir
    private Path folder;

    private final Newcomers newcomers = new Newcomers();

    @Test
    void whatWasAnsweredIsTrueOnBothSides() throws Exception {
        Map<String, Object> settings = new House(folder, new CommandSide()).settings();
        for (int kill = 1; kill <= KILLS; kill++) {
            comeUntilKilled(
                    settings,
                    newcomers.answers() + 25 + ThreadLocalRandom.current().nextInt(25));
        }
        Ledger ledger = new Ledger(ServerProcess.ledger(folder));
        try (AuthServer server = AuthServer.start(settings, ledger.gateway(), Clock.systemUTC(), ledger)) {
            Front front = new Front(server);
            newcomers.askAgain(front);
            System.out.printf(
                    "Killed %d times: %d registrations, %d profiles, %d sign-outs were answered.%n",
                    KILLS, newcomers.registered.size(), newcomers.renamed.size(), newcomers.ended.size());

            assertSamePeopleOnBothSides(ledger);
            assertNewestProfilesOnBothSides(ledger);
            await().untilAsserted(() -> assertThat(words(ledger, "ended", 1)).containsAll(newcomers.ended));
            assertAudited(new Staff(server), front);
        }
    }

    /** @param many answers, after which the kill may come at any moment */
    private void comeUntilKilled(Map<String, Object> settings, int many) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, settings);
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Front front = server.front();
            newcomers.askAgain(front);
            List<Future<?>> coming = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                coming.add(people.submit(() -> newcomers.come(front)));
            }
            await().until(() -> newcomers.answers() >= many || coming.stream().anyMatch(Future::isDone));
            server.kill();
            for (Future<?> each : coming) {
                each.get();
            }
        }
    }

    private void assertSamePeopleOnBothSides(Ledger ledger) {
        JdbcClient accounts = JdbcClient.create(IdentityStore.open(folder));
        await().untilAsserted(() -> assertThat(accounts.sql("select count(*) from account where not told")
                        .query(Long.class)
                        .single())
                .isZero());
        List<String> persons = words(ledger, "registered", 1);
        assertThat(persons).doesNotHaveDuplicates().containsAll(newcomers.registered.values());
        assertThat(accounts.sql("select id from account")
                        .query((row, number) -> row.getString("id"))
                        .list())
                .containsExactlyInAnyOrderElementsOf(persons);
    }

    private void assertNewestProfilesOnBothSides(Ledger ledger) {
        Map<String, String> told = new HashMap<>();
        ledger.said("profile").forEach(words -> told.put(words[1], words[3]));
        JdbcClient accounts = JdbcClient.create(IdentityStore.open(folder));
        newcomers.renamed.forEach((user, answered) -> {
            String kept = accounts.sql("select display_name from account where id = cast(:id as uuid)")
                    .param("id", user)
                    .query(String.class)
                    .single();
            assertThat(kept).isIn(answered, newcomers.asked.get(user)).isEqualTo(told.get(user));
        });
    }

    private void assertAudited(Staff staff, Front front) {
        String administrator = staff.administrator("ada");
        JdbcClient entries = JdbcClient.create(IdentityStore.open(folder));
        List<String> noted = actors(entries, "REGISTERED");
        assertThat(noted).doesNotHaveDuplicates().containsAll(newcomers.registered.values());
        assertThat(actors(entries, "PROFILE_CHANGED")).containsAll(newcomers.renamed.keySet());
        assertThat(sessions(entries, "SIGNED_OUT")).containsAll(newcomers.ended);
        assertThat(sessions(entries, "SIGNED_IN")).containsAll(newcomers.ended);
        await().untilAsserted(() -> assertThat(entries.sql("select count(*) from audit_entry where number is null")
                        .query(Long.class)
                        .single())
                .isZero());
        assertThat(front.get("/api/v1/admin/audit/chain", administrator)
                        .expect(200)
                        .body()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> words(Ledger ledger, String kind, int index) {
        return ledger.said(kind).stream().map(words -> words[index]).toList();
    }

    private static List<String> actors(JdbcClient entries, String kind) {
        return entries.sql("select actor from audit_entry where kind = :kind")
                .param("kind", kind)
                .query((row, number) -> row.getString("actor"))
                .list();
    }

    private static Set<String> sessions(JdbcClient entries, String kind) {
        return new HashSet<>(entries.sql("select session_id from audit_entry where kind = :kind")
                .param("kind", kind)
                .query((row, number) -> row.getString("session_id"))
                .list());
    }
}
