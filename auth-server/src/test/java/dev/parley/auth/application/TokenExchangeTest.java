package dev.parley.auth.application;

import static dev.parley.auth.application.DynamicRegistrationTest.administrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.TokenGivenBack;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.HeardRevocations;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import dev.parley.auth.application.ClientAuthenticationTest.App;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that was handed somebody's token gets one of its own for it. */
class TokenExchangeTest {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static final HeardRevocations topic = new HeardRevocations();

    private static AuthServer server;
    private static Front front;
    private static String administrator;
    private static App acting;
    private static App guard;
    private static int people;

    private Answer session;
    private String subject;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(Map.of(), topic);
        front = new Front(server);
        administrator = administrator(server);
        acting = app("openid", "messages:send", "users:read", "email");
        guard = app("openid", "tokens:introspect");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** Lets the application send messages and read their address, and hands it the token of their phone. */
    @BeforeEach
    void somebodyNew() {
        String name = "person" + people++;
        front.register(name).expect(201);
        agree(name, acting, "openid", "email", "messages:send");
        session = front.signIn(name).expect(200);
        subject = session.text("accessToken");
    }

    @Test
    void theNewTokenSaysWhoActsAndDiesWithTheSession() throws Exception {
        Answer answer = exchange(Map.of()).expect(200);
        JWTClaimsSet before = SignedJWT.parse(subject).getJWTClaimsSet();
        JWTClaimsSet after = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();

        assertThat(answer.text("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(answer.body().has("refresh_token")).isFalse();
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getStringClaim("client_id")).isEqualTo(acting.id());
        assertThat(after.getJSONObjectClaim("act")).containsEntry("sub", acting.id());
        for (String same : List.of("sid", "device", "auth_time", "acr", "amr", "roles", "aud")) {
            assertThat(after.getClaim(same)).as(same).isEqualTo(before.getClaim(same));
        }
        assertThat(after.getStringListClaim("scope")).containsExactlyInAnyOrder("openid", "email", "messages:send");
        assertThat(after.getExpirationTime()).isBeforeOrEqualTo(before.getExpirationTime());

        assertThat(active(answer.text("access_token"))).isTrue();
        front.signOut(subject).expect(204);
        assertThat(active(answer.text("access_token"))).isFalse();
    }

    @Test
    void itLivesNoLongerThanTheTokenBefore() throws Exception {
        App lasting = app(Map.of("accessTokenSeconds", 3600), "openid");
        String name = "person" + people++;
        front.register(name).expect(201);
        agree(name, lasting, "openid");
        subject = front.signIn(name).expect(200).text("accessToken");

        assertThat(end(exchange(lasting, Map.of()).expect(200).text("access_token")))
                .isEqualTo(end(subject));
    }

    @Test
    void itCanDoNoMoreThanTokenRegistrationAndConsentAllow() throws Exception {
        assertThat(scopes(exchange(Map.of("scope", "email")))).containsExactly("email");
        assertRefused("invalid_scope", Map.of("scope", "users:read")); // not consented to
        assertRefused("invalid_scope", Map.of("scope", "chat")); // not registered
        assertRefused("invalid_scope", Map.of("scope", "email admin"));

        subject = exchange(Map.of("scope", "email")).expect(200).text("access_token");
        assertRefused("invalid_scope", Map.of("scope", "messages:send")); // not in the token
        assertThat(scopes(exchange(Map.of()))).containsExactly("email");
    }

    @Test
    void whoActedBeforeStaysKnown() throws Exception {
        App second = app("openid");
        String name = "person" + people++;
        front.register(name).expect(201);
        agree(name, acting, "openid");
        agree(name, second, "openid");
        subject = front.signIn(name).expect(200).text("accessToken");
        subject = exchange(Map.of()).expect(200).text("access_token");

        JWTClaimsSet claims = SignedJWT.parse(
                        exchange(second, Map.of()).expect(200).text("access_token"))
                .getJWTClaimsSet();

        assertThat(claims.getJSONObjectClaim("act"))
                .containsEntry("sub", second.id())
                .containsEntry("act", Map.of("sub", acting.id()));
    }

    @Test
    void whatIsNotALiveTokenOfAPersonIsRefused() {
        String own = front.form(
                        "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "email"), acting.basic())
                .expect(200)
                .text("access_token");
        for (String wrong : List.of("nonsense", subject + "x", session.text("refreshToken"), own)) {
            assertRefused("invalid_request", Map.of("subject_token", wrong));
        }
        assertRefused("invalid_request", Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"));
        assertRefused(
                "invalid_request", Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token"));
        assertRefused("invalid_request", Map.of("actor_token", own, "actor_token_type", ACCESS_TOKEN));
        assertRefused("invalid_target", Map.of("audience", "somebody-else"));
        assertRefused("invalid_target", Map.of("resource", "https://elsewhere.example.org"));
        exchange(Map.of("audience", "parley", "resource", "https://chat.example.org"))
                .expect(200);

        front.signOut(subject).expect(204);
        assertRefused("invalid_request", Map.of());
    }

    @Test
    void nothingWithoutThePersonsConsentAndNothingAfterIt() {
        String token = exchange(Map.of()).expect(200).text("access_token");
        assertThat(active(token)).isTrue();

        front.as(subject, "DELETE", "/api/v1/me/consents/" + acting.id(), null).expect(204);

        assertThat(active(token)).isFalse();
        assertThat(active(subject)).isTrue();
        assertRefused("invalid_request", Map.of());
        await().untilAsserted(() -> assertThat(topic.of(ConsentWithdrawn.class))
                .extracting(ConsentWithdrawn::user, ConsentWithdrawn::client)
                .contains(tuple(UserId.of(session.text("user")), acting.id())));
    }

    @Test
    void givingItBackEndsItAlone() throws Exception {
        String token = exchange(Map.of()).expect(200).text("access_token");

        front.form("/oauth2/revoke", Map.of("token", token), acting.basic()).expect(200);

        assertThat(active(token)).isFalse();
        assertThat(active(subject)).isTrue();
        String jti = SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        await().untilAsserted(() -> assertThat(topic.of(TokenGivenBack.class))
                .extracting(TokenGivenBack::token)
                .contains(jti));
    }

    @Test
    void onlyAdministratorsLetApplicationsExchange() {
        Map<String, Object> asked = registration("email");
        assertThat(front.post("/api/v1/applications", asked, subject)
                        .expectProblem(400, "INVALID")
                        .text("field"))
                .isEqualTo("grantTypes");

        App plain =
                made(Map.of("name", "Plain", "scopes", List.of("email"), "grantTypes", List.of("client_credentials")));
        assertThat(exchange(plain, Map.of()).expect(400).text("error")).isEqualTo("unauthorized_client");
        assertThat(exchange(new App(acting.id(), "wrong"), Map.of()).expect(401).text("error"))
                .isEqualTo("invalid_client");
    }

    private void assertRefused(String error, Map<String, String> fields) {
        assertThat(exchange(fields).expect(400).text("error"))
                .as(fields.toString())
                .isEqualTo(error);
    }

    private Answer exchange(Map<String, String> fields) {
        return exchange(acting, fields);
    }

    private Answer exchange(App app, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", GRANT, "subject_token", subject, "subject_token_type", ACCESS_TOKEN));
        form.putAll(fields);
        return front.form("/oauth2/token", form, app.basic());
    }

    private static List<String> scopes(Answer answer) throws Exception {
        return SignedJWT.parse(answer.expect(200).text("access_token"))
                .getJWTClaimsSet()
                .getStringListClaim("scope");
    }

    private static java.util.Date end(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime();
    }

    private static boolean active(String token) {
        return front.form("/oauth2/introspect", Map.of("token", token), guard.basic())
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static void agree(String person, App app, String... scopes) {
        Browser browser = new Browser(server);
        browser.signIn(person);
        RelyingParty party = new RelyingParty(server, app.id(), app.secret());
        RelyingParty.agreed(
                browser,
                party.sendThere(browser, party.request(Journey.begin(), scopes).build()));
    }

    private static App app(String... scopes) {
        return made(registration(scopes));
    }

    private static App app(Map<String, Object> more, String... scopes) {
        Map<String, Object> all = new HashMap<>(registration(scopes));
        all.putAll(more);
        return made(all);
    }

    private static Map<String, Object> registration(String... scopes) {
        return Map.of(
                "name", "Secretary",
                "scopes", List.of(scopes),
                "redirectUris", List.of(RelyingParty.CALLBACK.toString()),
                "grantTypes", List.of("authorization_code", "client_credentials", GRANT));
    }

    private static App made(Map<String, Object> described) {
        Answer made =
                front.post("/api/v1/applications", described, administrator).expect(201);
        return new App(
                made.text("application"),
                made.body().path("newSecret").path("clientSecret").asString(""));
    }
}
