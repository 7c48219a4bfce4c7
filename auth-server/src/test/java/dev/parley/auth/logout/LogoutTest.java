package dev.parley.auth.logout;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications send people here to sign out (OpenID Connect RP-Initiated Logout 1.0). */
class LogoutTest {

    private static final URI ENDPOINT = URI.create(RelyingParty.ISSUER + "/connect/logout");
    private static final String BYE = "https://app.example.com/bye";

    private static AuthServer server;
    private static RelyingParty app;

    private Browser browser;
    private Journey journey;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        Front front = new Front(server);
        front.register("ana").expect(201);
        front.register("ben").expect(201);
        app = RelyingParty.register(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void begin() {
        browser = new Browser(server);
        journey = Journey.begin();
    }

    @Test
    void withAnIdTokenOfTheirsPeopleAreOutAtOnceAndBackWhereTheyCameFrom() {
        JWT idToken = idToken(signOn("ana"));

        Answer answer = logout(new LogoutRequest(ENDPOINT, idToken, URI.create(BYE), new State("x y")));

        assertThat(location(answer)).isEqualTo(BYE + "?state=x%20y");
        assertThat(location(browser.get("/id/sign-out"))).startsWith("/id/sign-in");
    }

    @Test
    void theirTokensEndWithTheSignOn() {
        OIDCTokenResponse tokens = signOn("ana");

        logout(new LogoutRequest(ENDPOINT, idToken(tokens)));

        assertThat(app.ask(RelyingParty.grant(tokens.getTokens().getRefreshToken()))
                        .indicatesSuccess())
                .isFalse();
    }

    @Test
    void anIdTokenFromBeforeARenewalIsAsGood() {
        OIDCTokenResponse tokens = signOn("ana");
        app.redeem(RelyingParty.grant(tokens.getTokens().getRefreshToken()));

        Answer answer = logout(new LogoutRequest(ENDPOINT, idToken(tokens), URI.create(BYE), null));

        assertThat(location(answer)).isEqualTo(BYE);
    }

    @Test
    void withoutAnIdTokenPeopleAreAsked() {
        signOn("ana");

        Answer asked = browser.get("/connect/logout?client_id=" + app.id() + "&post_logout_redirect_uri=" + BYE);

        assertThat(location(asked)).isEqualTo("/id/sign-out");
        browser.get("/id/sign-out").expect(200);
        assertThat(location(browser.fillIn("/id/sign-out", Map.of()))).isEqualTo(BYE);
        assertThat(location(browser.get("/id/sign-out"))).startsWith("/id/sign-in");
    }

    @Test
    void withSomebodyElsesIdTokenPeopleAreAsked() {
        JWT anas = idToken(signOn("ana"));
        browser = new Browser(server);
        signOn("ben");

        assertThat(location(logout(new LogoutRequest(ENDPOINT, anas, URI.create(BYE), null))))
                .isEqualTo("/id/sign-out");
    }

    @Test
    void whoIsSignedOutAlreadyIsSentBackAllTheSame() {
        JWT idToken = idToken(signOn("ana"));
        browser = new Browser(server);

        assertThat(location(logout(new LogoutRequest(ENDPOINT, idToken, URI.create(BYE), null))))
                .isEqualTo(BYE);
        assertThat(location(browser.get("/connect/logout"))).isEqualTo("/id/signed-out");
    }

    @Test
    void aRequestMayBePosted() {
        JWT idToken = idToken(signOn("ana"));

        Answer answer = browser.post(
                "/connect/logout", Map.of("id_token_hint", idToken.serialize(), "post_logout_redirect_uri", BYE));

        assertThat(location(answer)).isEqualTo(BYE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post_logout_redirect_uri=https://evil.example.net/&client_id=THE_APP",
                "post_logout_redirect_uri=https://app.example.com/bye/&client_id=THE_APP",
                "post_logout_redirect_uri=https://app.example.com/bye",
                "post_logout_redirect_uri=https://app.example.com/bye&client_id=nobody",
                "post_logout_redirect_uri=https://app.example.com/bye&post_logout_redirect_uri=https://evil.example.net/",
                "id_token_hint=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwiYXpwIjoibGVhdmluZyJ9.",
                "id_token_hint=nonsense"
            })
    void nobodyIsSentToAPlaceThatIsNotRegistered(String query) {
        signOn("ana");

        Answer answer = browser.get(
                "/connect/logout?" + query.replace("THE_APP", app.id().getValue()));

        answer.expect(400);
        assertThat(answer.header("Location")).isEmpty();
        browser.get("/id/sign-out").expect(200);
    }

    private Answer logout(LogoutRequest request) {
        return browser.get(RelyingParty.path(request.toURI()));
    }

    private OIDCTokenResponse signOn(String person) {
        return app.redeem(RelyingParty.grant(
                journey, app.signOn(browser, app.request(journey, "openid").build(), person)));
    }

    private static JWT idToken(OIDCTokenResponse tokens) {
        return tokens.getOIDCTokens().getIDToken();
    }
}
