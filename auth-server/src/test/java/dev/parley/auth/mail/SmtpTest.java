package dev.parley.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.mail.MailServer.Delivered;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that leave by a mail server, in all its moods. */
@ExtendWith(OutputCaptureExtension.class)
class SmtpTest {

    private House house;
    private JdbcClient store;
    private MailServer mails;
    private AuthServer server;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
        store = JdbcClient.create(IdentityStore.open(folder));
        mails = new MailServer();
    }

    @AfterEach
    void close() {
        mails.close();
        server.close();
    }

    @Test
    void aMailArrivesAsOneShould() throws Exception {
        Date before = new Date(System.currentTimeMillis() / 1000 * 1000);
        start(mails.settings()).register("ana").expect(201);

        Delivered delivered = awaitMail();
        MimeMessage mail = delivered.mail();
        assertThat(delivered.from()).isEqualTo("parley@example.org");
        assertThat(delivered.to()).containsExactly("ana@example.org");
        assertThat(mail.getFrom()[0]).hasToString("Parley <parley@example.org>");
        assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("ana@example.org");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).isNotBlank();
        assertThat(mail.getSentDate()).isAfterOrEqualTo(before);
        assertThat(mail.getMessageID()).isNotBlank();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(((Multipart) mail.getContent()).getContentType()).startsWith("multipart/");
        await().until(() -> waiting() == 0);
    }

    /** As many as the store has connections, and more, register while not one mail gets through. */
    @Test
    void nobodyWaitsForASlowMailServer() {
        for (int mail = 0; mail < 8; mail++) {
            mails.stallsAtTheNextMail();
        }
        Map<String, Object> settings = new HashMap<>(mails.settings());
        settings.put("parley.auth.mail.timeout", "1h");
        settings.put("parley.auth.database-connections", "4");
        Front front = start(settings);
        for (int person = 0; person < 12; person++) {
            front.register("person" + person).expect(201);
        }
        front.signIn("person1").expect(200);
        assertThat(mails.delivered()).isEmpty();

        mails.close(); // ends its patience
    }

    @Test
    void aServerThatStallsIsLeftAndAskedAgain() {
        mails.stallsAtTheNextMail();
        Map<String, Object> settings = new HashMap<>(mails.settings());
        settings.put("parley.auth.mail.timeout", "300ms");
        start(settings).register("ana").expect(201);

        awaitMail();
        assertThat(mails.attempts()).isEqualTo(2);
    }

    @Test
    void notNowIsAskedAgainUntilItIsTaken() {
        mails.refusesTheNextRecipient(451);
        mails.refusesTheNextMail(452);
        mails.hangsUpAtTheNextMail();
        start(mails.settings()).register("ana").expect(201);

        awaitMail();
        assertThat(mails.attempts()).isEqualTo(4);
        assertThat(givenUp()).isEmpty();
        await().until(() -> waiting() == 0);
    }

    @Test
    void neverIsGivenUpAndNoted(CapturedOutput output) {
        mails.refusesTheNextRecipient(550);
        mails.refusesTheNextMail(554);
        Front front = start(mails.settings());
        String ana = front.register("ana").expect(201).text("user");
        await().until(() -> givenUp().size() == 1);
        String ben = front.register("ben").expect(201).text("user");
        await().until(() -> givenUp().size() == 2);

        assertThat(givenUp()).containsExactly(ana, ben);
        assertThat(details()).allMatch(details -> details.contains("EMAIL_VERIFICATION"));
        assertThat(details().getFirst()).contains("550");
        assertThat(details().getLast()).contains("554");
        assertThat(mails.attempts()).isEqualTo(2);
        assertThat(waiting()).isZero();
        assertThat(output).contains("is given up").doesNotContain("ana@example.org");
    }

    @Test
    void oneThatNobodyTakesForTooLongIsGivenUpAndNoted() {
        for (int mail = 0; mail < 100; mail++) {
            mails.refusesTheNextRecipient(421);
        }
        Map<String, Object> settings = new HashMap<>(mails.settings());
        settings.put("parley.auth.mail.patience", "500ms");
        String ana = start(settings).register("ana").expect(201).text("user");

        await().until(() -> givenUp().size() == 1);
        assertThat(givenUp()).containsExactly(ana);
        assertThat(mails.attempts()).isGreaterThan(1);
    }

    @Test
    void aMailThatCouldNotLeaveIsThereAfterARestart() {
        int port = mails.port();
        mails.close();
        start(MailServer.settings(port)).register("ana").expect(201);
        await().until(() -> store.sql("select count(*) from letter where attempts > 0")
                        .query(Integer.class)
                        .single()
                == 1);
        server.close();

        mails = new MailServer(port);
        start(mails.settings());

        assertThat(awaitMail().to()).containsExactly("ana@example.org");
    }

    @Test
    void whoSaysEncryptedNeverSendsPlainly(CapturedOutput output) {
        Map<String, Object> settings = new HashMap<>(mails.settings());
        settings.put("parley.auth.mail.security", "STARTTLS");
        start(settings).register("ana").expect(201);

        await().until(() -> output.getOut().contains("was not sent yet"));
        assertThat(mails.attempts()).isZero();
    }

    @Test
    void nobodysNameIsAHeader() throws Exception {
        Front front = start(mails.settings());
        String injected = "\r\nBcc: everybody@example.com";
        front.register("ana" + injected, "ana@example.org", Front.PASSWORD).expectProblem(400, "INVALID");
        front.register("ana", "ana@example.org" + injected, Front.PASSWORD).expectProblem(400, "INVALID");
        front.register("ana", "\"a\\\r\nb\"@example.org", Front.PASSWORD).expectProblem(400, "INVALID");
        front.post("/api/v1/password-resets", Map.of("username", "ana" + injected))
                .expect(400);
        front.register("ana").expect(201);
        String token = front.signIn("ana").expect(200).text("accessToken");
        front.as(token, "PATCH", "/api/v1/me", Map.of("displayName", "Ana" + injected));
        front.post("/api/v1/password-resets", Map.of("username", "ana")).expect(202);

        await().until(() -> mails.delivered().size() == 2);
        for (Delivered each : mails.delivered()) {
            assertThat(each.to()).containsExactly("ana@example.org");
            assertThat(each.mail().getAllRecipients()).hasSize(1);
            assertThat(each.mail().getHeader("Bcc")).isNull();
        }
    }

    private Front start(Map<String, Object> settings) {
        server = house.open(settings);
        return new Front(server);
    }

    private Delivered awaitMail() {
        await().until(() -> !mails.delivered().isEmpty());
        return mails.delivered().getFirst();
    }

    private int waiting() {
        return store.sql("select count(*) from letter").query(Integer.class).single();
    }

    /** Whose mails. */
    private List<String> givenUp() {
        return store.sql("select subject from audit_entry where kind = 'MAIL_GIVEN_UP' order by id")
                .query((row, number) -> row.getString("subject"))
                .list();
    }

    private List<String> details() {
        return store.sql("select details from audit_entry where kind = 'MAIL_GIVEN_UP' order by id")
                .query((row, number) -> row.getString("details"))
                .list();
    }
}
