package dev.parley.auth.authorize;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not as they should be, and codes in the wrong hands. */
class AuthorizationRequestTest {

    private static AuthServer server;
    private static RelyingParty app;
    private static RelyingParty other;
    private static Browser ana;

    private Journey journey;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        new Front(server).register("ana").expect(201);
        app = RelyingParty.register(server);
        other = RelyingParty.register(server);
        ana = new Browser(server);
        ana.signIn("ana");
        Journey first = Journey.begin();
        app.signOn(ana, app.request(first, "openid").build(), "ana");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void begin() {
        journey = Journey.begin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.net/",
                "https://app.example.com/callback",
                "https://app.example.com/callback?tenant=2",
                "https://app.example.com/callback?tenant=1&x=1",
                "https://app.example.com/callback/../x?tenant=1",
                "https://app.example.com.evil.example.net/callback?tenant=1",
                "https://app.example.com@evil.example.net/callback?tenant=1",
                "https://app.example.com/callback?tenant=1#x",
                "HTTPS://app.example.com/callback?tenant=1",
                "javascript:alert(1)",
                "//evil.example.net",
                "http://127.0.0.1/callback"
            })
    void noRedirectUriButTheRegisteredOneIsEverGoneTo(String uri) {
        Answer answer = ana.get(with("redirect_uri", uri));

        answer.expect(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.http().body()).doesNotContain(uri.replace("&", "&amp;"));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, id_token, unsupported_response_type",
        "response_type, code token, unsupported_response_type",
        "scope, openid root, invalid_scope",
        "code_challenge_method, plain, invalid_request",
        "code_challenge, short, invalid_request",
        "prompt, none login, invalid_request",
        "prompt, dance, invalid_request",
        "max_age, -1, invalid_request",
        "max_age, soon, invalid_request",
        "response_mode, fragment, invalid_request",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
        "registration, {}, registration_not_supported",
        "id_token_hint, eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0., invalid_request",
    })
    void whatIsWrongIsToldToTheApplication(String name, String value, String error) {
        Answer answer = ana.get(with(name, value));

        Map<String, String> told = RelyingParty.query(URI.create(location(answer)));
        assertThat(location(answer)).startsWith(RelyingParty.CALLBACK + "&");
        assertThat(told)
                .containsEntry("error", error)
                .containsEntry("iss", RelyingParty.ISSUER)
                .containsEntry("state", journey.state().getValue())
                .doesNotContainKey("code");
    }

    @Test
    void proofOfTheCodesOwnerIsNeededEvenOfApplicationsWithASecret() {
        assertThat(error(ana.get(without("code_challenge")))).isEqualTo("invalid_request");
        assertThat(error(ana.get(without("code_challenge_method")))).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce", "scope", "response_type", "code_challenge", "prompt", "max_age"})
    void aParameterIsThereOnce(String name) {
        Answer answer = ana.get(RelyingParty.path(request()) + "&" + name + "=x&" + name + "=y");

        assertThat(error(answer)).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void whereToGoIsSaidOnceOrNobodyGoes(String name) {
        Answer answer = ana.get(RelyingParty.path(request()) + "&" + name + "=x");

        answer.expect(400);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void aParameterHasAnEnd() {
        assertThat(error(ana.get(with("nonce", "x".repeat(4_097))))).isEqualTo("invalid_request");
    }

    @Test
    void aProgramIsToldInTheStandardsWords() {
        Answer answer = new Front(server).get("/oauth2/authorize?response_type=code&client_id=nobody");

        answer.expect(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void aRequestMayBePosted() {
        String query = request().getRawQuery();
        Browser stranger = new Browser(server);

        assertThat(location(ana.post("/oauth2/authorize", query))).contains("code=");
        String again = location(stranger.post("/oauth2/authorize", query));
        assertThat(again).startsWith("/oauth2/authorize?");
        assertThat(location(stranger.get(again))).startsWith("/id/sign-in");
        assertThat(location(stranger.get(location(stranger.signIn("ana"))))).contains("code=");
    }

    @Test
    void anAnswerMayBePosted() {
        Answer answer = app.sendThere(
                ana,
                app.request(journey, "openid")
                        .responseMode(ResponseMode.FORM_POST)
                        .build());

        answer.expect(200);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("form-action https://app.example.com;", "script-src 'sha256-");
        assertThat(answer.http().body())
                .contains("action=\"" + RelyingParty.CALLBACK + "\"", "name=\"code\"", "name=\"iss\"")
                .contains("name=\"state\" value=\"" + journey.state() + "\"");
    }

    @Test
    void aCodeIsGoodOnceAndTheSecondTimeEndsWhatItBrought() {
        URI answer = app.signOn(ana, app.request(journey, "openid").build(), "ana");
        OIDCTokenResponse tokens = app.redeem(RelyingParty.grant(journey, answer));

        assertThat(error(app.ask(RelyingParty.grant(journey, answer)))).isEqualTo("invalid_grant");

        assertThat(error(app.ask(RelyingParty.grant(tokens.getTokens().getRefreshToken()))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aCodeIsForItsApplicationAlone() {
        URI answer = app.signOn(ana, app.request(journey, "openid").build(), "ana");

        assertThat(error(other.ask(RelyingParty.grant(journey, answer)))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeIsForWhoeverBeganTheJourney() {
        AuthorizationCode code = code();

        assertThat(error(app.ask(new AuthorizationCodeGrant(code, RelyingParty.CALLBACK, new CodeVerifier()))))
                .isEqualTo("invalid_grant");
        assertThat(error(app.ask(new AuthorizationCodeGrant(code, RelyingParty.CALLBACK))))
                .isEqualTo("invalid_grant");
        assertThat(error(app.ask(
                        new AuthorizationCodeGrant(code, URI.create("https://app.example.com/"), journey.verifier()))))
                .isEqualTo("invalid_grant");
    }

    private AuthorizationCode code() {
        return new AuthorizationCode(RelyingParty.query(
                        app.signOn(ana, app.request(journey, "openid").build(), "ana"))
                .get("code"));
    }

    private URI request() {
        return app.request(journey, "openid").build().toURI();
    }

    private String with(String name, String value) {
        return without(name) + "&" + name + "=" + RedirectAnswer.encoded(value);
    }

    private String without(String name) {
        return RelyingParty.path(request())
                .replaceAll("(?<=[?&])" + name + "=[^&]*&?", "")
                .replaceAll("&$", "");
    }

    private static String error(Answer answer) {
        return RelyingParty.query(URI.create(location(answer))).get("error");
    }

    private static String error(TokenResponse response) {
        assertThat(response.indicatesSuccess()).isFalse();
        return response.toErrorResponse().getErrorObject().getCode();
    }
}
