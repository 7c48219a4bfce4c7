package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Tokens that are bound to a key (RFC 9449): taken with a proof of that key, for this request, once; never as anybody's. */
class ProofTest {

    private static final String PATH = "/api/v1/whoami";
    private static final String HERE = Issuer.NAME + PATH;

    private static Issuer issuer;
    private static ConfigurableApplicationContext door;
    private static WebTestClient http;

    private final ECKey key = Issuer.strangersKey("the client's");
    private String token;

    @BeforeAll
    static void open() throws IOException {
        issuer = new Issuer();
        door = new SpringApplicationBuilder(TokenTest.DoorApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("topic", new SessionsTopic()))
                .run(
                        "--server.port=0",
                        "--parley.auth.issuer=" + Issuer.NAME,
                        "--parley.auth.jwks-uri=" + issuer.address());
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + door.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterAll
    static void close() {
        door.close();
        issuer.close();
    }

    @BeforeEach
    void bind() throws JOSEException {
        token = issuer.signed(Issuer.claims()
                .claim("cnf", Map.of("jkt", key.computeThumbprint().toString())));
    }

    @Test
    void itIsTakenWithAProofAndEachProofOnce() {
        String proof = proof(claims());

        assertThat(status("DPoP " + token, proof)).isEqualTo(200);
        assertThat(status("dpop " + token, proof(claims()))).isEqualTo(200);

        refused("invalid_dpop_proof", "DPoP " + token, proof);
    }

    @Test
    void asAnybodysItIsRefusedWithOrWithoutAProof() {
        refused("invalid_token", "Bearer " + token);
        refused("invalid_token", "Bearer " + token, proof(claims()));
    }

    @Test
    void oneProofHasToComeWithIt() {
        refused("invalid_dpop_proof", "DPoP " + token);
        refused("invalid_dpop_proof", "DPoP " + token, "nonsense");
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims()), proof(claims()));
    }

    @Test
    void aProofForSomethingElseIsNone() {
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().claim("htm", "POST")));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().claim("htu", Issuer.NAME + "/api/v1/other")));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().claim("htu", "https://evil.example" + PATH)));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().claim("ath", hash("another token"))));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().claim("ath", null)));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().jwtID(null)));
    }

    @Test
    void aProofIsOfJustNow() {
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().issueTime(at(Duration.ofMinutes(-5)))));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().issueTime(at(Duration.ofMinutes(5)))));
        refused("invalid_dpop_proof", "DPoP " + token, proof(claims().issueTime(null)));
    }

    @Test
    void aProofIsOfTheTokensOwnKeyAndSaysWhatItIs() {
        ECKey thiefs = Issuer.strangersKey("the thief's");
        refused("invalid_dpop_proof", "DPoP " + token, signed(header(thiefs).build(), claims(), thiefs));
        refused("invalid_dpop_proof", "DPoP " + token, signed(header(key).build(), claims(), thiefs));
        refused(
                "invalid_dpop_proof",
                "DPoP " + token,
                signed(header(key).type(JOSEObjectType.JWT).build(), claims(), key));
    }

    @Test
    void aTokenOfAnybodyIsNotMadeBoundByAProof() {
        String plain = issuer.good();

        refused("invalid_dpop_proof", "DPoP " + plain, proof(claims().claim("ath", hash(plain))));
        assertThat(status("Bearer " + plain)).isEqualTo(200);
    }

    private static Date at(Duration fromNow) {
        return Date.from(Instant.now().plus(fromNow));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .claim("htm", "GET")
                .claim("htu", HERE)
                .claim("ath", hash(token))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date());
    }

    private String proof(JWTClaimsSet.Builder claims) {
        return signed(header(key).build(), claims, key);
    }

    private static JWSHeader.Builder header(ECKey shown) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(shown.toPublicJWK());
    }

    private static String signed(JWSHeader header, JWTClaimsSet.Builder claims, ECKey by) {
        try {
            SignedJWT proof = new SignedJWT(header, claims.build());
            proof.sign(new ECDSASigner(by));
            return proof.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(String authorization, String... proofs) {
        return answer(authorization, proofs).getStatus().value();
    }

    private static void refused(String error, String authorization, String... proofs) {
        EntityExchangeResult<byte[]> answer = answer(authorization, proofs);
        assertThat(answer.getStatus().value()).isEqualTo(401);
        assertThat(answer.getResponseHeaders().getFirst("WWW-Authenticate"))
                .startsWith("DPoP error=\"" + error + "\"")
                .contains("algs=\"ES256");
        assertThat(new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8))
                .contains("NOT_AUTHENTICATED");
    }

    private static EntityExchangeResult<byte[]> answer(String authorization, String... proofs) {
        return http.get()
                .uri(PATH + "?color=green")
                .header("Authorization", authorization)
                .header("DPoP", proofs)
                .exchange()
                .expectBody()
                .returnResult();
    }
}
