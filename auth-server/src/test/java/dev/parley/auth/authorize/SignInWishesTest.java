package dev.parley.auth.authorize;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application may wish of the sign-in: prompt, max_age, acr_values, id_token_hint. */
class SignInWishesTest {

    private static final MovingClock clock = new MovingClock();
    private static AuthServer server;
    private static RelyingParty app;

    private Browser browser;
    private Journey journey;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(clock);
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
        clock.passes(Duration.ofSeconds(1));
        browser = new Browser(server);
        journey = Journey.begin();
    }

    @Test
    void withoutASignInAPromptOfNoneIsRefusedAtTheApplication() throws Exception {
        assertThat(refusal(app.sendThere(browser, silent()))).isEqualTo("login_required");
    }

    @Test
    void withoutConsentAPromptOfNoneIsRefusedAtTheApplication() throws Exception {
        Browser fresh = new Browser(server);
        fresh.signIn("ben");

        assertThat(refusal(app.sendThere(fresh, silent()))).isEqualTo("consent_required");
    }

    @Test
    void aPromptOfNoneAnswersAtOnceWhereSomebodyIsSignedInAndHasAgreed() {
        signOn("ana");

        assertThat(location(app.sendThere(browser, silent()))).startsWith(RelyingParty.CALLBACK + "&code=");
    }

    @Test
    void aPromptOfLoginHasPeopleSignInOnceMoreAndOnlyOnce() {
        signOn("ana");
        AuthenticationRequest request =
                request().prompt(new Prompt(Prompt.Type.LOGIN)).build();

        Answer asked = app.sendThere(browser, request);

        assertThat(location(asked)).startsWith("/id/sign-in");
        assertThat(location(browser.get(location(signInAgain())))).contains("code=");
    }

    @Test
    void goingBackWithoutSigningInIsNoSignIn() {
        signOn("ana");
        AuthenticationRequest request =
                request().prompt(new Prompt(Prompt.Type.LOGIN)).build();

        app.sendThere(browser, request);

        assertThat(location(app.sendThere(browser, request))).startsWith("/id/sign-in");
    }

    @Test
    void aSignInThatIsTooOldIsMadeAnew() {
        signOn("ana");
        clock.passes(Duration.ofMinutes(10));

        assertThat(location(app.sendThere(browser, request().maxAge(660).build())))
                .contains("code=");
        AuthenticationRequest strict = request().maxAge(300).build();
        assertThat(location(app.sendThere(browser, strict))).startsWith("/id/sign-in");
        assertThat(location(browser.get(location(signInAgain())))).contains("code=");
    }

    @Test
    void aSignInThatIsTooOldIsRefusedWhereNothingMayBeShown() throws Exception {
        signOn("ana");

        assertThat(refusal(app.sendThere(
                        browser,
                        request().maxAge(0).prompt(new Prompt(Prompt.Type.NONE)).build())))
                .isEqualTo("login_required");
    }

    @Test
    void aPromptOfConsentAsksAgain() {
        signOn("ana");

        Answer answer = app.sendThere(
                browser, request().prompt(new Prompt(Prompt.Type.CONSENT)).build());

        assertThat(location(answer)).contains("/id/consent?");
    }

    @Test
    void aPromptOfCreateLeadsToTheRegistration() {
        assertThat(location(app.sendThere(
                        browser,
                        request().prompt(new Prompt(Prompt.Type.CREATE)).build())))
                .startsWith("/id/register");
    }

    @Test
    void aStrongerSignInIsAskedForAndWhoHasNoneGoesOnWithWhatTheyHave() throws Exception {
        signOn("ana");
        List<ACR> strong = List.of(new ACR("urn:parley:acr:mfa"));

        assertThat(refusal(app.sendThere(
                        browser,
                        request()
                                .acrValues(strong)
                                .prompt(new Prompt(Prompt.Type.NONE))
                                .build())))
                .isEqualTo("interaction_required");
        assertThat(location(app.sendThere(browser, request().acrValues(strong).build())))
                .startsWith("/id/sign-in");
        assertThat(location(browser.get(location(signInAgain())))).contains("code=");
    }

    @Test
    void aHintAtSomebodyElseIsNoSilentSignOn() throws Exception {
        JWT ana = signOn("ana").getOIDCTokens().getIDToken();
        Browser bens = new Browser(server);
        bens.signIn("ben");

        assertThat(refusal(app.sendThere(
                        bens,
                        request()
                                .idTokenHint(ana)
                                .prompt(new Prompt(Prompt.Type.NONE))
                                .build())))
                .isEqualTo("login_required");
        assertThat(location(app.sendThere(
                        browser,
                        request()
                                .idTokenHint(ana)
                                .prompt(new Prompt(Prompt.Type.NONE))
                                .build())))
                .contains("code=");
    }

    @Test
    void theSignInPageIsToldWhomAndWhichLanguageToExpect() {
        Answer answer =
                browser.get(RelyingParty.path(request().build().toURI()) + "&login_hint=ana%26x&ui_locales=zh%20en");

        assertThat(location(answer)).isEqualTo("/id/sign-in?login_hint=ana%26x&ui_locales=zh%20en");
    }

    private Answer signInAgain() {
        clock.passes(Duration.ofSeconds(1));
        return browser.signIn("ana");
    }

    private OIDCTokenResponse signOn(String person) {
        URI answer = app.signOn(browser, request().build(), person);
        return app.redeem(RelyingParty.grant(journey, answer));
    }

    private AuthenticationRequest.Builder request() {
        return app.request(journey, "openid", "profile");
    }

    private AuthenticationRequest silent() {
        return request().prompt(new Prompt(Prompt.Type.NONE)).build();
    }

    private String refusal(Answer answer) throws Exception {
        var response = AuthenticationResponseParser.parse(URI.create(location(answer)));
        assertThat(response.getIssuer().getValue()).isEqualTo(RelyingParty.ISSUER);
        assertThat(response.getState()).isEqualTo(journey.state());
        ErrorObject error = ((AuthenticationErrorResponse) response).getErrorObject();
        return error.getCode();
    }
}
