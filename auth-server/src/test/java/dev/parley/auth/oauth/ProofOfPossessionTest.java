package dev.parley.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
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

/** Tokens that are worth nothing without the key that they were asked for with (RFC 9449). */
class ProofOfPossessionTest {

    private static final URI TOKENS = URI.create(RelyingParty.ISSUER + "/oauth2/token");

    private static AuthServer server;
    private static RelyingParty app;

    private ECKey key;
    private AccessToken token;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        new Front(server).register("ana").expect(201);
        app = RelyingParty.register(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void ask() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).generate();
        Journey journey = Journey.begin();
        URI answer =
                app.signOn(new Browser(server), app.request(journey, "openid").build(), "ana");
        HTTPRequest request = app.onTheWire(
                new TokenRequest.Builder(TOKENS, app.authentication(), RelyingParty.grant(journey, answer))
                        .build()
                        .toHTTPRequest());
        request.setDPoP(proof().createDPoPJWT("POST", request.getURI()));
        token = OIDCTokenResponse.parse(request.send()).getTokens().getAccessToken();
    }

    @Test
    void theTokenNamesItsKey() throws Exception {
        assertThat(token).isInstanceOf(DPoPAccessToken.class);
        assertThat(SignedJWT.parse(token.getValue()).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .containsEntry("jkt", key.computeThumbprint().toString());
    }

    @Test
    void itIsTakenWithAProofAndTheProofOnce() throws Exception {
        Map<String, String> headers = Map.of("Authorization", "DPoP " + token.getValue(), "DPoP", proofFor(key));

        userinfo(headers).expect(200);

        userinfo(headers).expect(401);
    }

    @Test
    void itIsRefusedWithoutOrWithAnothersProof() throws Exception {
        ECKey stolen = new ECKeyGenerator(Curve.P_256).generate();

        userinfo(Map.of("Authorization", "Bearer " + token.getValue())).expect(401);
        userinfo(Map.of("Authorization", "DPoP " + token.getValue())).expect(401);
        userinfo(Map.of("Authorization", "DPoP " + token.getValue(), "DPoP", proofFor(stolen)))
                .expect(401);
    }

    private DefaultDPoPProofFactory proof() throws Exception {
        return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
    }

    private String proofFor(ECKey whose) throws Exception {
        URI here = app.here(URI.create(RelyingParty.ISSUER + "/userinfo"));
        return new DefaultDPoPProofFactory(whose, JWSAlgorithm.ES256)
                .createDPoPJWT("GET", here, new DPoPAccessToken(token.getValue()))
                .serialize();
    }

    private static Answer userinfo(Map<String, String> headers) {
        return new Front(server).send("GET", "/userinfo", null, headers);
    }
}
