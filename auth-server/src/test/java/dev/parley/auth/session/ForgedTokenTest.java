package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that say what a good one says, and are none. */
class ForgedTokenTest {

    private static AuthServer server;
    private static Front front;
    private static SignedJWT good;
    private static ECKey ours;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        House house = new House(folder, new CommandSide());
        server = house.open();
        front = new Front(server);
        front.register("ana").expect(201);
        good = SignedJWT.parse(front.signIn("ana").expect(200).text("accessToken"));
        ours = JWKSet.load(house.keyFile().toFile())
                .getKeyByKeyId(good.getHeader().getKeyID())
                .toECKey();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void theSameSignedAsItShouldBeIsTaken() throws Exception {
        front.devices(signed(header().build(), claims().build(), new ECDSASigner(ours)))
                .expect(200);
    }

    @Test
    void oneThatNobodySignedIsNone() throws Exception {
        refused(new PlainJWT(claims().build()).serialize());
        String text = good.serialize();
        refused(text.substring(0, text.lastIndexOf('.') + 1));
        refused(text.substring(0, text.length() - 4) + "AAAA");
    }

    @Test
    void ourPublicKeyIsNoSecretToSignBy() throws Exception {
        JWSHeader symmetric = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(good.getHeader().getType())
                .keyID(ours.getKeyID())
                .build();
        for (byte[] secret : new byte[][] {
            ours.toECPublicKey().getEncoded(), ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)
        }) {
            refused(signed(symmetric, claims().build(), new MACSigner(secret)));
        }
    }

    @Test
    void aKeyThatItNamesOrBringsItselfCountsForNothing() throws Exception {
        ECKey theirs = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
        ECDSASigner stranger = new ECDSASigner(theirs);
        for (String name : new String[] {ours.getKeyID(), "theirs", "../../signing-keys.json", "' or 1=1 --", ""}) {
            refused(signed(header().keyID(name).build(), claims().build(), stranger));
        }
        refused(signed(header().jwk(theirs.toPublicJWK()).build(), claims().build(), stranger));
        refused(signed(header().jwkURL(URI.create("https://evil.example/jwks")).build(), claims().build(), stranger));
    }

    @Test
    void oneOfAnotherTimeIssuerAudienceOrKindIsNone() throws Exception {
        Instant now = Instant.now();
        ECDSASigner signer = new ECDSASigner(ours);
        for (JWTClaimsSet wrong : new JWTClaimsSet[] {
            claims().expirationTime(Date.from(now.minusSeconds(60))).build(),
            claims().notBeforeTime(Date.from(now.plusSeconds(60))).build(),
            claims().issuer("https://evil.example").build(),
            claims().audience("somebody else").build()
        }) {
            refused(signed(header().build(), wrong, signer));
        }
        refused(signed(header().type(JOSEObjectType.JWT).build(), claims().build(), signer));
    }

    private static JWTClaimsSet.Builder claims() throws Exception {
        return new JWTClaimsSet.Builder(good.getJWTClaimsSet());
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(good.getHeader());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static void refused(String token) {
        front.devices(token).expectProblem(401, "NOT_AUTHENTICATED");
        assertThat(front.as(token, "GET", "/userinfo").status()).isEqualTo(401);
    }
}
