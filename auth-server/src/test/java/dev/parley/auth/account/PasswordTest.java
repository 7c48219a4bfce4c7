package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.Mailbox;
import dev.parley.auth.MovingClock;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordTest {

    private static final String NEW = "an entirely new sentence";

    private static final MovingClock clock = new MovingClock();
    private static Path folder;
    private static CommandSide commandSide;
    private static AuthServer server;
    private static Front front;
    private static Mailbox mailbox;

    @BeforeAll
    static void open(@TempDir Path temporary) {
        folder = temporary;
        commandSide = new CommandSide();
        server = new House(folder, commandSide).open(clock);
        front = new Front(server);
        mailbox = new Mailbox(folder.resolve("outbox"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void whoeverKnowsTheirPasswordChangesItAndStaysSignedInThereAlone() {
        front.register("change").expect(201);
        Answer here = front.signIn("change").expect(200);
        Answer elsewhere = front.signIn("change").expect(200);

        change(here, Front.PASSWORD, NEW).expect(204);

        front.refresh(elsewhere.text("refreshToken")).expect(401);
        front.refresh(here.text("refreshToken")).expect(200);
        front.signIn("change").expect(401);
        front.signIn("change", NEW).expect(200);
        assertThat(mailbox.await("change@example.org", "password was changed").text())
                .contains("change");
    }

    @Test
    void withoutThePresentPasswordNothingChanges() {
        front.register("guess").expect(201);
        Answer session = front.signIn("guess").expect(200);

        change(session, "not my password", NEW).expectProblem(403, "WRONG_PASSWORD");
        change(session, Front.PASSWORD, "short").expectProblem(400, "INVALID").about("new");
        change(session, Front.PASSWORD, "password123")
                .expectProblem(400, "INVALID")
                .about("new");

        front.signIn("guess").expect(200);
    }

    @Test
    void aPasswordThatEverybodyTriesFirstIsNone() {
        for (String common : List.of("password", "PASSWORD1", "qwertyuiop", "iloveyou", "ｐａｓｓｗｏｒｄ")) {
            front.register("common", "common@example.org", common)
                    .expectProblem(400, "INVALID")
                    .about("password");
        }
        for (String own : List.of("Some.Body.Else", "somebodys.mail@example.org", "Somebodys.Mail")) {
            front.register("some.body.else", "somebodys.mail@example.org", own)
                    .expectProblem(400, "INVALID")
                    .about("password");
        }
    }

    @Test
    void aMailLeadsToANewPasswordOnce() {
        front.register("forgot").expect(201);
        Answer before = front.signIn("forgot").expect(200);

        ask("username", "forgot");
        String token = mailbox.await("forgot@example.org", "new password").token();
        reset(token, "short").expectProblem(400, "INVALID").about("password");
        reset(token, NEW).expect(204);

        reset(token, "and another sentence").expectProblem(410, "LINK_EXPIRED");
        front.refresh(before.text("refreshToken")).expect(401);
        front.signIn("forgot").expect(401);
        Answer after = front.signIn("forgot", NEW).expect(200);
        assertThat(front.as(after, "GET", "/api/v1/me", null)
                        .expect(200)
                        .body()
                        .path("emailVerified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aNewerLinkEndsTheOlderOne() {
        front.register("twice").expect(201);
        ask("email", "Twice@Example.org");
        String older = mailbox.await("twice@example.org", "new password").token();
        ask("email", "twice@example.org");
        String newer = mailbox.await("twice@example.org", "new password", 2).token();

        reset(older, NEW).expectProblem(410, "LINK_EXPIRED");
        reset(newer, NEW).expect(204);
    }

    @Test
    void aLinkIsGoodForHalfAnHour() {
        front.register("late").expect(201);
        ask("username", "late");
        String token = mailbox.await("late@example.org", "new password").token();

        clock.passes(Duration.ofMinutes(30));

        reset(token, NEW).expectProblem(410, "LINK_EXPIRED");
    }

    @Test
    void nobodyLearnsWhoIsThere() {
        front.register("present").expect(201);

        Answer there = ask("username", "present");
        Answer nobody = ask("username", "absent");

        assertThat(there.http().body()).isEqualTo(nobody.http().body());
        mailbox.await("present@example.org", "new password");
    }

    @Test
    void ofALinkOnlyAFingerprintIsKeptAndOfAMailNothing() throws Exception {
        front.register("kept").expect(201);
        ask("username", "kept");
        String token = mailbox.await("kept@example.org", "new password").token();

        JdbcClient store = JdbcClient.create(IdentityStore.open(folder));
        await().until(
                        () -> store.sql("select about from letter")
                                .query(String.class)
                                .list(),
                        List::isEmpty);
        assertThat(store.sql("select fingerprint from mail_link")
                        .query(String.class)
                        .list())
                .contains(Fingerprint.of(new Secret(token)))
                .noneMatch(kept -> kept.contains(token));
        try (var files = Files.list(folder.resolve("outbox"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("outbox"))))
                .isEqualTo("rwx------");
    }

    @Test
    void hashesFromElsewhereAndWeakOnesBecomeOursAtSignIn() {
        JdbcClient store = JdbcClient.create(IdentityStore.open(folder));
        Map<String, String> old = Map.of(
                "from.bcrypt", "{bcrypt}" + new BCryptPasswordEncoder(5).encode(Front.PASSWORD),
                "from.weak", "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(Front.PASSWORD));
        old.forEach((username, hash) -> {
            front.register(username).expect(201);
            store.sql("update account set password_hash = :hash where username = :username")
                    .param("hash", hash)
                    .param("username", username)
                    .update();

            front.signIn(username, "another password").expect(401);
            front.signIn(username).expect(200);

            assertThat(store.sql("select password_hash from account where username = :username")
                            .param("username", username)
                            .query(String.class)
                            .single())
                    .startsWith("{argon2}$argon2id$v=19$m=7168,t=5,p=1$");
            front.signIn(username).expect(200);
        });
    }

    @Test
    void noCredentialIsEverToldToTheCommandSide() {
        front.register("silent", "silent.address@example.org", Front.PASSWORD).expect(201);
        Answer session = front.signIn("silent").expect(200);
        change(session, Front.PASSWORD, NEW).expect(204);
        ask("username", "silent");
        String token =
                mailbox.await("silent.address@example.org", "new password").token();
        reset(token, "a third sentence altogether").expect(204);
        Answer again = front.signIn("silent", "a third sentence altogether").expect(200);
        front.as(again, "PATCH", "/api/v1/me", "{\"status\": \"Here\"}").expect(200);

        assertThat(commandSide.received())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command.getPayload() + " " + command.getMetaData())
                        .doesNotContain(
                                Front.PASSWORD, NEW, "a third sentence", "silent.address", "argon2", token, "refresh"));
    }

    private static Answer change(Answer session, String current, String wanted) {
        return front.as(
                session,
                "PUT",
                "/api/v1/me/password",
                "{\"current\": \"%s\", \"new\": \"%s\"}".formatted(current, wanted));
    }

    private static Answer ask(String field, String login) {
        return front.post("/api/v1/password-resets", Map.of(field, login)).expect(202);
    }

    private static Answer reset(String token, String password) {
        return front.send("PUT", "/api/v1/password-resets/" + token, "{\"password\": \"" + password + "\"}", Map.of());
    }
}
