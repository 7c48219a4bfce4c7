package dev.parley.auth.factor;

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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** What cannot be noted in the audit trail does not happen: nobody changes how an account is entered without a trace. */
class UntoldChangeTest {

    private static final String PASSKEYS = "/id/security/passkeys";
    private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("name=\"passkey\" required value=\"([^\"]+)\"");

    private final MovingClock clock = new MovingClock();
    private AuthServer server;
    private JdbcClient store;
    private Front front;
    private String token;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(clock);
        store = JdbcClient.create(IdentityStore.open(folder));
        front = new Front(server);
        front.register("ana").expect(201);
        token = front.signIn("ana").expect(200).text("accessToken");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAppIsNotConfirmed() {
        App app = App.scanning(ask("/api/v1/me/totp", Map.of()).expect(201), clock);

        withoutATrail(
                () -> ask("/api/v1/me/totp/confirm", Map.of("code", app.code())).expectProblem(500, "INTERNAL"));

        front.signIn("ana").expect(200);
        ask("/api/v1/me/totp/confirm", Map.of("code", app.code())).expect(200);
    }

    @Test
    void recoveryCodesStayWhatTheyAre() {
        App app = App.scanning(ask("/api/v1/me/totp", Map.of()).expect(201), clock);
        String code = ask("/api/v1/me/totp/confirm", Map.of("code", app.code()))
                .expect(200)
                .body()
                .path("recoveryCodes")
                .get(0)
                .asString();

        withoutATrail(() -> ask("/api/v1/me/recovery-codes", Map.of("password", Front.PASSWORD))
                .expectProblem(500, "INTERNAL"));

        String challenge = front.signIn("ana").expect(401).text("challenge");
        front.post("/api/v1/sessions/second-factor", Map.of("challenge", challenge, "code", code))
                .expect(200);
    }

    @Test
    void aPasskeyIsNeitherAddedNorRemoved() throws Exception {
        Browser browser = new Browser(server);
        browser.signIn("ana");
        SoftKey key = new SoftKey();
        browser.fillIn(PASSKEYS, Map.of("name", "phone", "password", Front.PASSWORD));
        String page = PASSKEYS + "/new";

        String first = key.made(options(browser.get(page)));
        withoutATrail(() -> browser.fillIn(page, Map.of("credential", first)).expect(500));
        assertThat(passkeys()).isZero();

        browser.fillIn(PASSKEYS, Map.of("name", "phone", "password", Front.PASSWORD));
        String second = key.made(options(browser.get(page)));
        browser.fillIn(page, Map.of("credential", second)).expect(302);
        assertThat(passkeys()).isEqualTo(1);
        Matcher id = ID.matcher(browser.get(PASSKEYS).expect(200).http().body());
        assertThat(id.find()).isTrue();
        withoutATrail(() -> browser.fillIn(
                        PASSKEYS, PASSKEYS + "/remove", Map.of("passkey", id.group(1), "password", Front.PASSWORD))
                .expect(500));
        assertThat(passkeys()).isEqualTo(1);
    }

    private static String options(Answer page) {
        Matcher options = OPTIONS.matcher(page.expect(200).http().body());
        assertThat(options.find()).isTrue();
        return HtmlUtils.htmlUnescape(options.group(1));
    }

    private int passkeys() {
        return front.get("/api/v1/me/factors", token)
                .expect(200)
                .body()
                .path("passkeys")
                .size();
    }

    private Answer ask(String path, Map<String, ?> body) {
        return front.as(token, "POST", path, body);
    }

    private void withoutATrail(Runnable change) {
        store.sql("alter table audit_entry rename to audit_entry_away").update();
        try {
            change.run();
        } finally {
            store.sql("alter table audit_entry_away rename to audit_entry").update();
        }
    }
}
