package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Somebody else's web application, in the words of a library that we did not write. Its addresses are of the public origin; the wire is the test's. */
public final class RelyingParty {

    public static final String ISSUER = "https://chat.example.org";
    public static final URI CALLBACK = URI.create("https://app.example.com/callback?tenant=1");

    private final AuthServer server;
    private final ClientID id;
    private final Secret secret;

    public RelyingParty(AuthServer server, String id, String secret) {
        this.server = server;
        this.id = new ClientID(id);
        this.secret = new Secret(secret);
    }

    /** A web application as its owner registers it, with a secret. */
    public static RelyingParty register(AuthServer server) {
        return register(server, Map.of());
    }

    /** @param more what its owner says beyond that */
    public static RelyingParty register(AuthServer server, Map<String, ?> more) {
        Front front = new Front(server);
        String owner = "owner-" + java.util.UUID.randomUUID().toString().substring(0, 13);
        front.register(owner).expect(201);
        Map<String, Object> said = new TreeMap<>(Map.of(
                "name", "Noticeboard",
                "redirectUris", List.of(CALLBACK.toString()),
                "postLogoutRedirectUris", List.of("https://app.example.com/bye"),
                "scopes", List.of("openid", "profile", "email", "chat"),
                "grantTypes",
                        List.of(
                                "authorization_code",
                                "refresh_token",
                                "urn:ietf:params:oauth:grant-type:device_code")));
        said.putAll(more);
        Answer made = front.post(
                        "/api/v1/applications",
                        said,
                        front.signIn(owner).expect(200).text("accessToken"))
                .expect(201);
        return new RelyingParty(
                server,
                made.text("application"),
                made.body().path("newSecret").path("clientSecret").asString("none"));
    }

    /** The same application, at another server. */
    RelyingParty at(AuthServer another) {
        return new RelyingParty(another, id.getValue(), secret.getValue());
    }

    /** A new one, for the server that the application is at. */
    Browser browser() {
        return new Browser(server);
    }

    public ClientID id() {
        return id;
    }

    public ClientSecretBasic authentication() {
        return new ClientSecretBasic(id, secret);
    }

    /** What the application keeps while its person is away signing in. */
    public record Journey(State state, Nonce nonce, CodeVerifier verifier) {

        public static Journey begin() {
            return new Journey(new State(), new Nonce(), new CodeVerifier());
        }
    }

    public AuthenticationRequest.Builder request(Journey journey, String... scopes) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, new Scope(scopes), id, CALLBACK)
                .endpointURI(URI.create(ISSUER + "/oauth2/authorize"))
                .state(journey.state())
                .nonce(journey.nonce())
                .codeChallenge(journey.verifier(), CodeChallengeMethod.S256);
    }

    /** Sends the person on their way; what the browser then shows or is told to do. */
    public Answer sendThere(Browser browser, AuthenticationRequest request) {
        return browser.get(path(request.toURI()));
    }

    /** A journey from end to end: sign in where asked, agree where asked. */
    public URI signOn(Browser browser, AuthenticationRequest request, String person) {
        Answer answer = sendThere(browser, request);
        if (answer.header("Location").startsWith("/id/sign-in")) {
            answer = browser.get(Browser.location(browser.signIn(person)));
        }
        return URI.create(Browser.location(agreed(browser, answer)));
    }

    /** Agrees to everything when this is the question whether to. */
    public static Answer agreed(Browser browser, Answer answer) {
        String location = Browser.location(answer);
        if (!location.contains("/id/consent?")) {
            return answer;
        }
        Map<String, String> asked = query(URI.create(location));
        return browser.post(
                "/oauth2/authorize",
                "client_id=" + asked.get("client_id") + "&state="
                        + asked.get("state").replace("=", "%3D")
                        + java.util.Arrays.stream(asked.get("scope").split(" "))
                                .map(scope -> "&scope=" + scope)
                                .collect(Collectors.joining()));
    }

    public OIDCTokenResponse redeem(AuthorizationGrant grant) {
        TokenResponse response = ask(grant);
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse()
                        .getErrorObject()
                        .toJSONObject()
                        .toString())
                .isTrue();
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    public TokenResponse ask(AuthorizationGrant grant) {
        return send(new TokenRequest.Builder(URI.create(ISSUER + "/oauth2/token"), authentication(), grant).build());
    }

    public TokenResponse send(TokenRequest request) {
        try {
            return OIDCTokenResponseParser.parse(
                    onTheWire(request.toHTTPRequest()).send());
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    public static AuthorizationCodeGrant grant(Journey journey, URI answer) {
        return new AuthorizationCodeGrant(
                new com.nimbusds.oauth2.sdk.AuthorizationCode(query(answer).get("code")), CALLBACK, journey.verifier());
    }

    public static RefreshTokenGrant grant(RefreshToken token) {
        return new RefreshTokenGrant(token);
    }

    /** The request, sent to where the server of the test listens. */
    public HTTPRequest onTheWire(HTTPRequest request) {
        HTTPRequest there = new HTTPRequest(request.getMethod(), here(request.getURI()));
        request.getHeaderMap().forEach((name, values) -> there.setHeader(name, values.toArray(String[]::new)));
        there.setBody(request.getBody());
        there.setFollowRedirects(false);
        return there;
    }

    public URI here(URI uri) {
        return URI.create("http://127.0.0.1:" + server.port() + path(uri));
    }

    public static String path(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    public static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(uri.getRawQuery())
                .forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }
}
