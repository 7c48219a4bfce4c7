package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.Mailbox;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailVerificationTest {

    private static final String CONFIRM = "Confirm your e-mail address";

    private final MovingClock clock = new MovingClock();
    private House house;
    private AuthServer server;
    private Front front;
    private Mailbox mailbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
        server = house.open(clock);
        front = new Front(server);
        mailbox = new Mailbox(folder.resolve("outbox"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aMailAtRegistrationProvesTheAddress() {
        front.register("ana").expect(201);
        Answer session = front.signIn("ana").expect(200);
        assertThat(me(session).body().path("emailVerified").asBoolean()).isFalse();

        String token = mailbox.await("ana@example.org", CONFIRM).token();
        verify(token).expect(204);

        assertThat(me(session).body().path("emailVerified").asBoolean()).isTrue();
        verify(token).expectProblem(410, "LINK_EXPIRED");
        verify("made-up").expectProblem(410, "LINK_EXPIRED");
    }

    @Test
    void theMailIsInTheReadersLanguageAndNoNameIsMarkup() {
        front.send("POST", "/api/v1/accounts", """
                        {"username": "李小龙", "email": "li@example.org", "password": "correct horse battery staple"}
                        """, Map.of("Accept-Language", "zh-CN,zh;q=0.9"))
                .expect(201);

        Mailbox.Received mail = mailbox.await("li@example.org", "请确认您的电子邮箱");

        assertThat(mail.text()).contains("李小龙，您好", "https://chat.example.org/id/verify?token=" + mail.token());
        assertThat(mail.html()).contains("李小龙", "lang=\"zh\"", mail.token());
        assertThat(mail.headers()).contains("Auto-Submitted: auto-generated");
    }

    @Test
    void askedForAgainTheNewestMailCounts() {
        front.register("ana").expect(201);
        Answer session = front.signIn("ana").expect(200);
        String first = mailbox.await("ana@example.org", CONFIRM).token();

        front.as(session, "POST", "/api/v1/email-verifications", null).expect(202);
        String second = mailbox.await("ana@example.org", CONFIRM, 2).token();

        verify(first).expectProblem(410, "LINK_EXPIRED");
        verify(second).expect(204);
        front.post("/api/v1/email-verifications", "{}").expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void anotherAddressCountsOnceItIsProved() {
        front.register("ana").expect(201);
        verify(mailbox.await("ana@example.org", CONFIRM).token()).expect(204);
        Answer session = front.signIn("ana").expect(200);

        changeTo(session, "new@example.org", "not my password").expectProblem(403, "WRONG_PASSWORD");
        changeTo(session, "new@example.org", Front.PASSWORD).expect(202);
        assertThat(me(session).text("email")).isEqualTo("ana@example.org");
        assertThat(me(session).text("wantedEmail")).isEqualTo("new@example.org");
        verify(mailbox.await("new@example.org", CONFIRM).token()).expect(204);

        assertThat(me(session).text("email")).isEqualTo("new@example.org");
        front.signIn("new@example.org").expect(200);
        front.signIn("ana@example.org").expect(401);
        mailbox.await("ana@example.org", "address was changed");
    }

    @Test
    void whoeverRegisteredWithAnothersAddressLosesItToWhomItBelongs() {
        front.register("squatter", "ana@example.org", "the squatter's password").expect(201);
        front.register("ana", "ana@example.org", Front.PASSWORD)
                .expectProblem(409, "TAKEN")
                .about("email");

        clock.passes(Duration.ofHours(25));
        front.register("ana", "ana@example.org", Front.PASSWORD).expect(201);

        Answer squatter = front.signIn("squatter", "the squatter's password").expect(200);
        assertThat(me(squatter).body().has("email")).isFalse();
        assertThat(front.signIn("ana@example.org").expect(200).text("user")).isNotEqualTo(squatter.text("user"));
    }

    @Test
    void whoeverProvesAnAddressGetsItFromWhoeverOnlyClaimedIt() {
        front.register("ana").expect(201);
        front.register("squatter", "anas.other@example.org", "the squatter's password")
                .expect(201);
        // Mails go out side by side, so the squatter's has to be there before Ana's is asked for.
        mailbox.await("anas.other@example.org", CONFIRM);
        Answer ana = front.signIn("ana").expect(200);

        changeTo(ana, "anas.other@example.org", Front.PASSWORD).expect(202);
        // Both get a mail there; the squatter cannot read theirs.
        String proof = mailbox.await("anas.other@example.org", CONFIRM, 2).token();
        verify(proof).expect(204);

        assertThat(me(ana).text("email")).isEqualTo("anas.other@example.org");
        assertThat(me(front.signIn("squatter", "the squatter's password").expect(200))
                        .body()
                        .has("email"))
                .isFalse();
    }

    @Test
    void aProvedAddressStaysWithItsOwner() {
        front.register("ana").expect(201);
        verify(mailbox.await("ana@example.org", CONFIRM).token()).expect(204);

        clock.passes(Duration.ofDays(365));

        front.register("late", "ana@example.org", Front.PASSWORD)
                .expectProblem(409, "TAKEN")
                .about("email");
    }

    @Test
    void anInstallationMayAskForProofBeforeTheFirstSignIn() {
        server.close();
        server = house.open(Map.of("parley.auth.unverified-may-sign-in", "false"));
        front = new Front(server);
        front.register("ana").expect(201);

        front.signIn("ana").expectProblem(403, "EMAIL_NOT_VERIFIED");
        front.signIn("ana", "a wrong password").expectProblem(401, "NOT_AUTHENTICATED");
        verify(mailbox.await("ana@example.org", CONFIRM).token()).expect(204);

        front.signIn("ana").expect(200);
    }

    private Answer verify(String token) {
        return front.send("PUT", "/api/v1/email-verifications/" + token, null, Map.of());
    }

    private Answer changeTo(Answer session, String email, String password) {
        return front.as(
                session,
                "PUT",
                "/api/v1/me/email",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private Answer me(Answer session) {
        return front.as(session, "GET", "/api/v1/me", null).expect(200);
    }
}
