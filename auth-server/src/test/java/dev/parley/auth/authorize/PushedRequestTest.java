package dev.parley.auth.authorize;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that are sent beforehand, past the browser (RFC 9126). */
class PushedRequestTest {

    private static AuthServer server;
    private static RelyingParty app;
    private static RelyingParty posting;
    private static Path house;

    private final Browser browser = new Browser(server);
    private final Journey journey = Journey.begin();

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = folder;
        server = new House(folder, new CommandSide()).open();
        new Front(server).register("ana").expect(201);
        app = RelyingParty.register(server);
        posting = RelyingParty.register(server, Map.of("authenticationMethod", "client_secret_post"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void thePersonIsSignedOnByReferenceOnce() throws Exception {
        String path = pushed(app.request(journey, "openid", "profile").build());

        assertThat(location(browser.get(path))).startsWith("/id/sign-in");
        Answer asked = browser.get(location(browser.signIn("ana")));
        URI answer = URI.create(location(RelyingParty.agreed(browser, asked)));

        assertThat(app.redeem(RelyingParty.grant(journey, answer))
                        .getOIDCTokens()
                        .getIDToken())
                .isNotNull();
        Answer again = browser.get(path);
        again.expect(400);
        assertThat(again.http().body()).contains("invalid_request_uri");
    }

    @Test
    void whatWasPushedIsHeededBeforeAnybodySignsIn() throws Exception {
        String path = pushed(app.request(journey, "openid")
                .prompt(new Prompt(Prompt.Type.NONE))
                .build());

        assertThat(RelyingParty.query(URI.create(location(browser.get(path)))))
                .containsEntry("error", "login_required")
                .containsEntry("state", journey.state().getValue());
    }

    @Test
    void aReferenceIsForItsApplicationAlone() throws Exception {
        String path = pushed(app.request(journey, "openid").build());

        browser.get(path.replace(app.id().getValue(), posting.id().getValue())).expect(400);
        browser.get("/oauth2/authorize?client_id=" + app.id() + "&request_uri=https://evil.example.net/")
                .expect(400);
    }

    @Test
    void theSecretThatCameWithItIsNotKept() throws Exception {
        AuthorizationRequest request = posting.request(journey, "openid").build();
        ClientSecretPost secret =
                new ClientSecretPost(posting.id(), posting.authentication().getClientSecret());

        push(posting, new PushedAuthorizationRequest(endpoint(), secret, request));

        assertThat(new JdbcTemplate(IdentityStore.open(house))
                        .queryForList("select attributes from oauth2_authorization")
                        .toString())
                .contains(journey.state().getValue())
                .doesNotContain(secret.getClientSecret().getValue());
    }

    @Test
    void aBadRequestIsRefusedAtOnce() throws Exception {
        AuthorizationRequest request = new AuthorizationRequest.Builder(
                        app.request(journey, "openid").build())
                .redirectionURI(URI.create("https://evil.example.net/"))
                .build();

        PushedAuthorizationResponse answer =
                push(app, new PushedAuthorizationRequest(endpoint(), app.authentication(), request));

        assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request");
    }

    @Test
    void aRequestWithoutAResponseTypeIsRefusedInTheStandardsWords() {
        Answer answer = new Front(server)
                .form(
                        "/oauth2/par",
                        Map.of("client_id", app.id().getValue(), "scope", "openid"),
                        Map.of("Authorization", app.authentication().toHTTPAuthorizationHeader()));

        assertThat(answer.expect(400).text("error")).isEqualTo("invalid_request");
    }

    private static String pushed(AuthenticationRequest request) throws Exception {
        URI reference = push(app, new PushedAuthorizationRequest(endpoint(), app.authentication(), request))
                .toSuccessResponse()
                .getRequestURI();
        return "/oauth2/authorize?client_id=" + app.id() + "&request_uri=" + reference;
    }

    private static PushedAuthorizationResponse push(RelyingParty who, PushedAuthorizationRequest request)
            throws Exception {
        return PushedAuthorizationResponse.parse(
                who.onTheWire(request.toHTTPRequest()).send());
    }

    private static URI endpoint() {
        return URI.create(RelyingParty.ISSUER + "/oauth2/par");
    }
}
