package dev.parley.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
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
import com.sun.net.httpserver.HttpServer;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAuthenticationTest {

    private static final String PATH = "/api/v1/applications";
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static AuthServer server;
    private static Front front;
    private static String ana;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(Map.of("parley.auth.private-addresses", "true"));
        front = new Front(server);
        front.register("ana").expect(201);
        ana = front.signIn("ana").expect(200).text("accessToken");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void itsSecretInTheHeaderOrInTheForm() {
        App basic = app(Map.of());
        token(Map.of(), basic.basic()).expect(200);
        App post = app(Map.of("authenticationMethod", "client_secret_post"));
        token(Map.of("client_id", post.id(), "client_secret", post.secret()), Map.of())
                .expect(200);

        refused(token(Map.of("client_id", basic.id(), "client_secret", basic.secret()), Map.of()));
        refused(token(Map.of(), post.basic()));
        refused(token(Map.of(), new App(basic.id(), "wrong").basic()));
        refused(token(Map.of(), new App(basic.id(), "").basic()));
        refused(token(Map.of(), new App(basic.id(), post.secret()).basic()));
        refused(token(Map.of(), new App("'; drop table application; --", "x").basic()));
        refused(token(Map.of("client_id", basic.id()), Map.of()));
    }

    @Test
    void bothSecretsAreGoodUntilOneIsRemoved() {
        App app = app(Map.of());
        String secrets = PATH + "/" + app.id() + "/secrets";
        Answer second = front.post(secrets, "{}", ana).expect(201);
        App rotated = new App(app.id(), second.text("clientSecret"));

        token(Map.of(), app.basic()).expect(200);
        token(Map.of(), rotated.basic()).expect(200);
        String first = front.get(secrets, ana)
                .body()
                .path("items")
                .path(0)
                .path("secret")
                .asString();
        front.send("DELETE", secrets + "/" + first, null, Map.of("Authorization", "Bearer " + ana))
                .expect(204);

        refused(token(Map.of(), app.basic()));
        token(Map.of(), rotated.basic()).expect(200);
    }

    @Test
    void anAssertionUnderItsSecret() throws Exception {
        App app = app(Map.of("authenticationMethod", "client_secret_jwt"));
        JWSSigner signer = new MACSigner(app.secret());

        assertion(app, signed(app, JWSAlgorithm.HS256, signer, claims -> claims))
                .expect(200);
        refused(assertion(app, signed(app, JWSAlgorithm.HS256, new MACSigner("x".repeat(43)), claims -> claims)));
        refused(token(Map.of(), app.basic()));
    }

    @Test
    void anAssertionSignedWithItsKey() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        App app = app(Map.of("authenticationMethod", "private_key_jwt", "jwks", new JWKSet(key).toJSONObject(true)));
        JWSSigner signer = new ECDSASigner(key);
        Instant now = Instant.now();

        String good = signed(app, JWSAlgorithm.ES256, signer, claims -> claims);
        assertion(app, good).expect(200);
        refused(assertion(app, good));
        for (UnaryOperator<JWTClaimsSet.Builder> wrong : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.audience("https://elsewhere.example.org"),
                claims -> claims.audience((String) null),
                claims -> claims.subject("somebody"),
                claims -> claims.issuer("somebody"),
                claims -> claims.jwtID(null),
                claims -> claims.jwtID("x".repeat(256)),
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(now.minusSeconds(10))),
                claims -> claims.expirationTime(Date.from(now.plusSeconds(600))),
                claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60))))) {
            refused(assertion(app, signed(app, JWSAlgorithm.ES256, signer, wrong)));
        }
        assertion(
                        app,
                        signed(
                                app,
                                JWSAlgorithm.ES256,
                                signer,
                                claims -> claims.audience("https://chat.example.org/oauth2/token")))
                .expect(200);
    }

    @Test
    void noneOfTheTricksWithAlgorithms() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        App app = app(Map.of("authenticationMethod", "private_key_jwt", "jwks", new JWKSet(key).toJSONObject(true)));
        String published = new JWKSet(key).toString(true);

        refused(assertion(app, new PlainJWT(claims(app).build()).serialize()));
        refused(assertion(app, signed(app, JWSAlgorithm.HS256, new MACSigner(published), claims -> claims)));
        refused(assertion(
                app,
                signed(app, JWSAlgorithm.HS256, new MACSigner(key.toPublicKey().getEncoded()), claims -> claims)));
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        refused(assertion(app, signed(app, JWSAlgorithm.ES256, new ECDSASigner(other), claims -> claims)));
        SignedJWT withItsOwnKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .jwk(other.toPublicJWK())
                        .build(),
                claims(app).build());
        withItsOwnKey.sign(new ECDSASigner(other));
        refused(assertion(app, withItsOwnKey.serialize()));
        refused(assertion(app, "a.b.c"));
        refused(assertion(app, "x".repeat(40_000)));
    }

    @Test
    void keysAreFetchedFromWhereItKeepsThem() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        byte[] published = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
        HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        keys.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        keys.start();
        try {
            String origin = "http://127.0.0.1:" + keys.getAddress().getPort();
            App app = app(Map.of("authenticationMethod", "private_key_jwt", "jwksUri", origin + "/keys"));
            assertion(app, signed(app, JWSAlgorithm.ES256, new ECDSASigner(key), claims -> claims))
                    .expect(200);
            App redirected = app(Map.of("authenticationMethod", "private_key_jwt", "jwksUri", origin + "/elsewhere"));
            refused(assertion(
                    redirected, signed(redirected, JWSAlgorithm.ES256, new ECDSASigner(key), claims -> claims)));
        } finally {
            keys.stop(0);
        }
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isIn(400, 401);
        assertThat(answer.text("error")).isIn("invalid_client", "invalid_request");
        assertThat(answer.http().body()).doesNotContain("Exception");
    }

    private static Answer assertion(App app, String assertion) {
        return token(
                Map.of("client_id", app.id(), "client_assertion_type", ASSERTION, "client_assertion", assertion),
                Map.of());
    }

    private static Answer token(Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("grant_type", "client_credentials");
        form.put("scope", "messages:send");
        return front.form("/oauth2/token", form, headers);
    }

    private static String signed(
            App app, JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader(algorithm), change.apply(claims(app)).build());
        assertion.sign(signer);
        return assertion.serialize();
    }

    private static JWTClaimsSet.Builder claims(App app) {
        return new JWTClaimsSet.Builder()
                .issuer(app.id())
                .subject(app.id())
                .audience("https://chat.example.org")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)));
    }

    private static App app(Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name", "Weather", "scopes", List.of("messages:send"), "grantTypes", List.of("client_credentials")));
        body.putAll(fields);
        Answer made = front.post(PATH, body, ana).expect(201);
        return new App(
                made.text("application"),
                made.body().path("newSecret").path("clientSecret").asString(""));
    }

    record App(String id, String secret) {

        Map<String, String> basic() {
            return Map.of(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
