package dev.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.admin.Staff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AuditTest {

    private Path folder;
    private AuthServer server;
    private Front front;
    private String ana;
    private String token;
    private String administrator;

    @BeforeEach
    void open(@TempDir Path folder) {
        this.folder = folder;
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        administrator = new Staff(server).administrator("ada");
        ana = front.register("ana").expect(201).text("user");
        token = front.signIn("ana").expect(200).text("accessToken");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everySignInAndEveryFailureIsThereWhenItIsAnswered() {
        front.send(
                        "POST",
                        "/api/v1/sessions",
                        """
                        {"username": "ana", "password": "not her password", "device": {"name": "x", "platform": "y"}}""",
                        Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .expect(401);

        JsonNode failed = read("?kind=SIGN_IN_FAILED&user=" + ana).path(0);
        assertThat(failed.path("subject").asString()).isEqualTo(ana);
        assertThat(failed.has("actor")).isFalse();
        assertThat(failed.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(failed.path("trace").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        JsonNode signedIn = read("?kind=SIGNED_IN").path(0);
        assertThat(signedIn.path("actor").asString()).isEqualTo(ana);
        assertThat(signedIn.path("session").asString()).isNotEmpty();
        assertThat(signedIn.path("details").path("platform").asString()).isEqualTo("android");
        assertThat(Instant.parse(signedIn.path("at").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aFailureForAnUnknownNameKeepsNothingOfWhatWasTyped() {
        front.signIn("my-secret-password", "x").expect(401);

        JsonNode failed = read("?kind=SIGN_IN_FAILED").path(0);
        assertThat(failed.has("subject")).isFalse();
        assertThat(failed.toString()).doesNotContain("my-secret-password");
    }

    @Test
    void theNewestComesFirstPageByPage() {
        front.signIn("ana", "wrong").expect(401);
        front.signIn("ana").expect(200);

        Answer first = ask("?limit=2", administrator).expect(200);
        assertThat(kinds(first.body().path("items"))).containsExactly("SIGNED_IN", "SIGN_IN_FAILED");
        Answer second =
                ask("?limit=2&cursor=" + first.text("next"), administrator).expect(200);
        assertThat(kinds(second.body().path("items"))).first().isEqualTo("SIGNED_IN");
        assertThat(kinds(read("?from=2030-01-01T00:00:00Z"))).isEmpty();
        assertThat(kinds(read("?to=2020-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void onlyAdministratorsRead() {
        ask("", token).expectProblem(403, "FORBIDDEN");
        ask("/chain", token).expectProblem(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({
        "kind, SOMETHING",
        "user, ana",
        "from, yesterday",
        "to, 2026-01-31",
        "limit, 0",
        "limit, 201",
        "limit, many",
        "cursor, x"
    })
    void aWrongParameterIsNamed(String parameter, String value) {
        ask("?" + parameter + "=" + value, administrator)
                .expectProblem(400, "INVALID")
                .about(parameter);
    }

    @Test
    void theChainTellsWhenAnEntryWasChangedOrIsMissing() {
        front.signIn("ana", "wrong").expect(401);
        front.signIn("ana").expect(200);
        JdbcClient database = JdbcClient.create(IdentityStore.open(folder));
        await().until(() -> database.sql("select count(*) from audit_entry where number is null")
                        .query(Long.class)
                        .single()
                == 0);
        String kept = database.sql("select kind from audit_entry where number = 2")
                .query(String.class)
                .single();

        database.sql("update audit_entry set kind = 'TOKEN_ISSUED' where number = 2")
                .update();
        assertThat(chain().path("intact").asBoolean()).isFalse();
        assertThat(chain().path("brokenAt").asInt()).isEqualTo(2);

        database.sql("update audit_entry set kind = :kind where number = 2")
                .param("kind", kept)
                .update();
        assertThat(chain().path("intact").asBoolean()).isTrue();

        database.sql("delete from audit_entry where number = 1").update();
        assertThat(chain().path("brokenAt").asInt()).isEqualTo(1);
    }

    private JsonNode chain() {
        return ask("/chain", administrator).expect(200).body();
    }

    private JsonNode read(String query) {
        return ask(query, administrator).expect(200).body().path("items");
    }

    private Answer ask(String query, String bearer) {
        return front.send("GET", "/api/v1/admin/audit" + query, null, Map.of("Authorization", "Bearer " + bearer));
    }

    private static List<String> kinds(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("kind").asString()).toList();
    }
}
