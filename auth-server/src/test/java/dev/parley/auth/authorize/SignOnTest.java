package dev.parley.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nimbus's library, which we did not write, signs people on and judges every answer. */
class SignOnTest {

    private static AuthServer server;
    private static Front front;
    private static RelyingParty app;
    private static String ana;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        ana = front.register("ana").expect(201).text("user");
        app = RelyingParty.register(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void anIdTokenSaysWhoWhenAndHow() throws Exception {
        Journey journey = Journey.begin();
        URI answer = app.signOn(
                new Browser(server), app.request(journey, "openid", "profile").build(), "ana");

        OIDCTokenResponse tokens = app.redeem(RelyingParty.grant(journey, answer));

        IDTokenClaimsSet claims = validated(tokens, journey);
        assertThat(claims.getSubject().getValue()).isEqualTo(ana);
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getACR().getValue()).isEqualTo("urn:parley:acr:password");
        assertThat(claims.getAMR()).extracting(Object::toString).containsExactly("pwd");
        assertThat(claims.getStringClaim("sid")).isNotEmpty();
        AccessTokenHash hash = claims.getAccessTokenHash();
        AccessTokenValidator.validate(tokens.getOIDCTokens().getAccessToken(), JWSAlgorithm.RS256, hash);

        OIDCTokenResponse renewed =
                app.redeem(RelyingParty.grant(tokens.getTokens().getRefreshToken()));
        IDTokenClaimsSet again =
                new IDTokenClaimsSet(renewed.getOIDCTokens().getIDToken().getJWTClaimsSet());
        assertThat(again.getAuthenticationTime()).isEqualTo(claims.getAuthenticationTime());
        assertThat(again.getStringClaim("sid")).isEqualTo(claims.getStringClaim("sid"));
    }

    @Test
    void userinfoTellsWhatWasAgreedToAndNothingElse() {
        Journey journey = Journey.begin();
        URI answer = app.signOn(
                new Browser(server), app.request(journey, "openid", "email").build(), "ana");
        String bearer = app.redeem(RelyingParty.grant(journey, answer))
                .getTokens()
                .getAccessToken()
                .toAuthorizationHeader();

        var told = front.send("GET", "/userinfo", null, Map.of("Authorization", bearer))
                .expect(200)
                .body();

        assertThat(told.path("sub").asString()).isEqualTo(ana);
        assertThat(told.path("email").asString()).isEqualTo("ana@example.org");
        assertThat(told.path("email_verified").isBoolean()).isTrue();
        assertThat(told.has("name")).isFalse();
    }

    @Test
    void ourOwnAppsHaveUserinfoToo() {
        String bearer = "Bearer " + front.signIn("ana").expect(200).text("accessToken");

        assertThat(front.send("GET", "/userinfo", null, Map.of("Authorization", bearer))
                        .expect(200)
                        .text("preferred_username"))
                .isEqualTo("ana");
    }

    private static IDTokenClaimsSet validated(OIDCTokenResponse tokens, Journey journey) throws Exception {
        JWKSet keys = JWKSet.parse(front.get("/oauth2/jwks").expect(200).http().body());
        IDTokenValidator judge =
                new IDTokenValidator(new Issuer(RelyingParty.ISSUER), app.id(), JWSAlgorithm.RS256, keys);
        return judge.validate(tokens.getOIDCTokens().getIDToken(), journey.nonce());
    }
}
