package dev.parley.auth.factor;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.Mailbox;
import dev.parley.auth.MovingClock;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

class PasskeyTest {

    private static final String HOME = "/id/security/passkeys";
    private static final String SIGN_IN = "/id/sign-in/passkey";
    private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("name=\"passkey\" required value=\"([^\"]+)\"");

    private final MovingClock clock = new MovingClock();
    private Mailbox mails;
    private AuthServer server;
    private Front front;
    private String ana;
    private Browser browser;
    private SoftKey key;

    @BeforeEach
    void open(@TempDir Path folder) throws GeneralSecurityException {
        mails = new Mailbox(folder.resolve("outbox"));
        server = new House(folder, new CommandSide()).open(clock);
        front = new Front(server);
        ana = front.register("ana").expect(201).text("user");
        browser = new Browser(server);
        key = new SoftKey();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPasskeySignsInWithoutANameAndWithoutACode() throws Exception {
        add("my phone");
        mails.await("ana@example.org", "A passkey was added");
        String token = front.signIn("ana").expect(200).text("accessToken");
        App app = App.scanning(
                front.as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201), clock);
        front.as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code()))
                .expect(200);
        mails.await("ana@example.org", "Your authenticator app is set up");
        Browser fresh = new Browser(server);
        assertThat(location(fresh.get(HOME))).isEqualTo("/id/sign-in");
        String before = fresh.cookies().toString();

        assertThat(location(signIn(fresh))).isEqualTo(HOME);

        assertThat(fresh.cookies().toString()).as("a new session at sign-in").isNotEqualTo(before);
        assertThat(fresh.get(HOME).expect(200).http().body()).contains("my phone");
    }

    @Test
    void applicationsAreToldThatNobodyCouldHavePhishedIt() throws Exception {
        add("phone");

        assertThat(amrOf(journey())).containsExactly("hwk", "user", "mfa");
    }

    @Test
    void aKeyThatDevicesShareIsCalledSo() throws Exception {
        key = new SoftKey().synced();
        add("keychain");

        assertThat(amrOf(journey())).containsExactly("swk", "user", "mfa");
    }

    @Test
    void aRemovedPasskeySignsNobodyIn() throws Exception {
        add("phone");
        Matcher id = ID.matcher(browser.get(HOME).expect(200).http().body());
        assertThat(id.find()).isTrue();

        browser.fillIn(HOME, HOME + "/remove", Map.of("passkey", id.group(1), "password", "not hers"))
                .expect(403);
        assertThat(location(browser.fillIn(
                        HOME, HOME + "/remove", Map.of("passkey", id.group(1), "password", Front.PASSWORD))))
                .isEqualTo(HOME);

        mails.await("ana@example.org", "A passkey was removed");
        refused(new Browser(server), key);
    }

    @Test
    void itsPersonsAppsListItToo() throws Exception {
        add("phone");
        String token = front.signIn("ana").expect(200).text("accessToken");
        JsonNode made = listed(token);
        assertThat(made.path("id").asString("")).isNotEmpty();
        assertThat(made.path("name").asString("")).isEqualTo("phone");
        Instant createdAt = Instant.parse(made.path("createdAt").asString(""));

        clock.passes(Duration.ofDays(1));
        signIn(new Browser(server));

        token = front.signIn("ana").expect(200).text("accessToken");
        assertThat(Instant.parse(listed(token).path("createdAt").asString(""))).isEqualTo(createdAt);
        assertThat(Instant.parse(listed(token).path("usedAt").asString("")))
                .isAfterOrEqualTo(createdAt.plus(Duration.ofDays(1)));
    }

    private JsonNode listed(String token) {
        JsonNode passkeys =
                front.get("/api/v1/me/factors", token).expect(200).body().path("passkeys");
        assertThat(passkeys.size()).isEqualTo(1);
        return passkeys.get(0);
    }

    @Test
    void nobodyRemovesThePasskeyOfSomebodyElse() throws Exception {
        add("phone");
        Matcher id = ID.matcher(browser.get(HOME).expect(200).http().body());
        assertThat(id.find()).isTrue();
        front.register("ben").expect(201);
        Browser bens = new Browser(server);
        bens.signIn("ben");

        bens.fillIn(HOME, HOME + "/remove", Map.of("passkey", id.group(1), "password", Front.PASSWORD));

        assertThat(location(signIn(new Browser(server)))).isEqualTo("/id/security");
    }

    @Test
    void anAdministratorSuspendsItsPersonAndTakesItAway() throws Exception {
        add("phone");
        String administrator = administrator();
        String path = "/api/v1/admin/users/" + ana;

        front.as(administrator, "POST", path + "/suspend", (Map<String, ?>) null)
                .expect(204);
        assertThat(signIn(new Browser(server)).expect(403).http().body()).contains("This account is suspended");
        front.as(administrator, "DELETE", path + "/factors", (Map<String, ?>) null)
                .expect(204);

        refused(new Browser(server), key);
        front.as(administrator, "DELETE", "/api/v1/admin/users/00000000-0000-4000-8000-000000000000/factors", (Map<
                                String, ?>)
                        null)
                .expect(204);
    }

    @Test
    void whatIsNotForUsOrNotFreshOrACopySignsNobodyIn() throws Exception {
        add("phone");

        refused(new Browser(server), key.at("https://chat.example.org.evil.example"));
        refused(new Browser(server), key.at("http://chat.example.org"));
        key.at("https://chat.example.org");
        Browser replaying = new Browser(server);
        String answer = key.used(options(replaying.get("/id/sign-in")));
        assertThat(location(answerWith(replaying, answer))).isEqualTo("/id/security");
        answerWith(new Browser(server), answer).expect(400);
        refused(new Browser(server), key.countingNoMore());
        refused(new Browser(server), new SoftKey().of("AAAA"));
    }

    @Test
    void aPasskeyThatDoesNotLookWhoIsThereSignsNobodyIn() throws Exception {
        add("phone");

        refused(new Browser(server), key.askingNobody());
    }

    @Test
    void aPasskeyOfAnotherOriginOrOfNobodyIsNotKept() throws Exception {
        browser.signIn("ana");
        for (SoftKey bad : List.of(new SoftKey().at("https://evil.example"), new SoftKey().askingNobody())) {
            begin("phone");
            browser.fillIn(HOME + "/new", Map.of("credential", bad.made(options(browser.get(HOME + "/new")))))
                    .expect(400);
        }
        begin("phone");
        String options = options(browser.get(HOME + "/new"));
        assertThat(location(browser.fillIn(HOME + "/new", Map.of("credential", key.made(options)))))
                .isEqualTo(HOME);
        begin("again");
        browser.fillIn(HOME + "/new", Map.of("credential", key.made(options(browser.get(HOME + "/new")))))
                .expect(400);
        browser.fillIn(HOME, Map.of("name", "phone", "password", "not hers")).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":1}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null}",
                "{\"id\":\"AA\",\"rawId\":\"*\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"x\",\"response\":{\"attestationObject\":\"oA\",\"clientDataJSON\":\"e30\"}}"
            })
    void nonsenseIsRefused(String credential) throws Exception {
        answerWith(new Browser(server), credential).expect(400);
        browser.signIn("ana");
        begin("phone");
        browser.fillIn(HOME + "/new", Map.of("credential", credential)).expect(400);
    }

    private void add(String name) throws GeneralSecurityException {
        browser.signIn("ana");
        begin(name);
        String made = key.made(options(browser.get(HOME + "/new")));
        assertThat(location(browser.fillIn(HOME + "/new", Map.of("credential", made))))
                .isEqualTo(HOME);
    }

    private void begin(String name) {
        assertThat(location(browser.fillIn(HOME, Map.of("name", name, "password", Front.PASSWORD))))
                .isEqualTo(HOME + "/new");
    }

    private Answer signIn(Browser fresh) throws GeneralSecurityException {
        return answerWith(fresh, key.used(options(fresh.get("/id/sign-in"))));
    }

    private static void refused(Browser fresh, SoftKey key) throws GeneralSecurityException {
        Answer no =
                answerWith(fresh, key.used(options(fresh.get("/id/sign-in")))).expect(400);
        assertThat(no.http().body()).contains("This passkey was not accepted");
        assertThat(location(fresh.get(HOME))).isEqualTo("/id/sign-in");
    }

    private static Answer answerWith(Browser fresh, String credential) {
        return fresh.fillIn("/id/sign-in", SIGN_IN, Map.of("credential", credential));
    }

    private static String options(Answer page) {
        Matcher options = OPTIONS.matcher(page.expect(200).http().body());
        assertThat(options.find()).isTrue();
        return HtmlUtils.htmlUnescape(options.group(1));
    }

    /** Signs on at an application that asks for the strongest sign-in; its ID token. */
    private Map<String, Object> journey() throws Exception {
        RelyingParty app = RelyingParty.register(server);
        Journey journey = Journey.begin();
        clock.passes(Duration.ofSeconds(1));
        Browser fresh = new Browser(server);
        app.sendThere(
                fresh,
                app.request(journey, "openid")
                        .acrValues(List.of(new ACR("urn:parley:acr:phishing-resistant")))
                        .build());
        Answer back = RelyingParty.agreed(fresh, fresh.get(location(signIn(fresh))));
        var claims = app.redeem(RelyingParty.grant(journey, java.net.URI.create(location(back))))
                .getOIDCTokens()
                .getIDToken()
                .getJWTClaimsSet();
        assertThat(claims.getClaim("acr")).isEqualTo("urn:parley:acr:phishing-resistant");
        return claims.getClaims();
    }

    private static List<Object> amrOf(Map<String, Object> claims) {
        return List.copyOf((List<?>) claims.get("amr"));
    }

    private String administrator() {
        Map<String, Object> appointment = new HashMap<>(Front.registration("ada", "ada@example.org", Front.PASSWORD));
        appointment.put("token", server.firstAdministratorLink().orElseThrow().replaceFirst("^[^#]*#?", ""));
        front.post("/api/v1/administrators", appointment).expect(201);
        return front.signIn("ada").expect(200).text("accessToken");
    }
}
