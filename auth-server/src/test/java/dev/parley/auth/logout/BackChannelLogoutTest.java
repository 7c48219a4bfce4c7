package dev.parley.auth.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application hears that its person has signed out (OpenID Connect Back-Channel Logout 1.0), and judges what it hears by Nimbus's library. */
class BackChannelLogoutTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger deaf = new AtomicInteger();

    private HttpServer application;
    private AuthServer server;
    private Front front;
    private RelyingParty app;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/logout", this::hear);
        application.start();
        server = new House(folder, new CommandSide())
                .open(Map.of("parley.auth.private-addresses", "true", "parley.auth.logout-notice-retry", "100ms"));
        front = new Front(server);
        front.register("ana").expect(201);
        app = RelyingParty.register(server, Map.of("backChannelLogoutUri", address()));
        browser = new Browser(server);
    }

    @AfterEach
    void close() {
        server.close();
        application.stop(0);
    }

    @Test
    void signingOutAtTheBrowserIsToldToTheApplication() throws Exception {
        OIDCTokenResponse tokens = signOn();

        browser.fillIn("/id/sign-out", Map.of());

        LogoutTokenClaimsSet told = next();
        var idToken = tokens.getOIDCTokens().getIDToken().getJWTClaimsSet();
        assertThat(told.getSubject().getValue()).isEqualTo(idToken.getSubject());
        assertThat(told.getSessionID().getValue()).isEqualTo(idToken.getStringClaim("sid"));
    }

    @Test
    void everyApplicationOfThatBrowserIsToldAndNoneOfAnother() throws Exception {
        signOn();
        Browser elsewhere = new Browser(server);
        Browser here = browser;
        browser = elsewhere;
        OIDCTokenResponse other = signOn();
        browser = here;

        browser.fillIn("/id/sign-out", Map.of());

        assertThat(next().getSessionID().getValue())
                .isNotEqualTo(
                        other.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid"));
        assertThat(app.ask(RelyingParty.grant(other.getTokens().getRefreshToken()))
                        .indicatesSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void howeverItEndsItIsToldOnce(Ending ending) throws Exception {
        OIDCTokenResponse tokens = signOn();
        String sid = tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid");
        String token = front.signIn("ana").expect(200).text("accessToken");

        switch (ending) {
            case CONSENT_WITHDRAWN ->
                front.send("DELETE", "/api/v1/me/consents/" + app.id(), null, bearer(token))
                        .expect(204);
            case SIGNED_OUT_EVERYWHERE ->
                front.send("DELETE", "/api/v1/me/devices", null, bearer(token)).expect(204);
            case ERASED ->
                front.send("DELETE", "/api/v1/me", "{\"password\": \"" + Front.PASSWORD + "\"}", bearer(token))
                        .expect(204);
        }

        assertThat(next().getSessionID().getValue()).isEqualTo(sid);
        assertThat(heard.poll(1, TimeUnit.SECONDS)).isNull();
    }

    enum Ending {
        CONSENT_WITHDRAWN,
        SIGNED_OUT_EVERYWHERE,
        ERASED
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Test
    void anApplicationThatDoesNotAnswerIsToldAgain() throws Exception {
        OIDCTokenResponse tokens = signOn();
        deaf.set(2);

        browser.fillIn("/id/sign-out", Map.of());

        assertThat(next().getSessionID().getValue())
                .isEqualTo(tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid"));
    }

    @Test
    void discoverySaysSo() {
        var document = front.get("/.well-known/openid-configuration").body();

        assertThat(document.path("backchannel_logout_supported").asBoolean()).isTrue();
        assertThat(document.path("backchannel_logout_session_supported").asBoolean())
                .isTrue();
    }

    private OIDCTokenResponse signOn() {
        Journey journey = Journey.begin();
        return app.redeem(RelyingParty.grant(
                journey, app.signOn(browser, app.request(journey, "openid").build(), "ana")));
    }

    private String address() {
        return "http://127.0.0.1:" + application.getAddress().getPort() + "/logout";
    }

    private LogoutTokenClaimsSet next() throws Exception {
        String form = heard.poll(30, TimeUnit.SECONDS);
        assertThat(form).isNotNull().startsWith("logout_token=");
        JWKSet keys = JWKSet.parse(front.get("/oauth2/jwks").expect(200).http().body());
        return new LogoutTokenValidator(new Issuer(RelyingParty.ISSUER), app.id(), JWSAlgorithm.RS256, keys)
                .validate(JWTParser.parse(form.substring("logout_token=".length())));
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (deaf.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            heard.add(form);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
