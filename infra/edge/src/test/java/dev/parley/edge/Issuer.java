package dev.parley.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs tokens, and publishes the keys to check them by over HTTP. */
final class Issuer implements AutoCloseable {

    static final String NAME = "http://issuer.example";
    static final UUID ANA = new UUID(1, 1);
    static final UUID PHONE = new UUID(2, 1);

    private final AtomicInteger fetches = new AtomicInteger();
    private final List<ECKey> keys = new ArrayList<>();
    private final HttpServer server;

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            byte[] published = new JWKSet(List.<JWK>copyOf(keys)).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        server.start();
        newKey("ours");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    int fetches() {
        return fetches.get();
    }

    ECKey newKey(String name) {
        ECKey key = strangersKey(name);
        keys.add(key);
        return key;
    }

    static ECKey strangersKey(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    ECKey key() {
        return keys.getFirst();
    }

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience("parley")
                .subject(ANA.toString())
                .claim("device", PHONE.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("client_id", "parley")
                .claim("scope", "chat")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    static JWSHeader.Builder header(String key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key).type(new JOSEObjectType("at+jwt"));
    }

    String good() {
        return signed(claims());
    }

    String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, key());
    }

    static String signed(JWTClaimsSet.Builder claims, ECKey key) {
        return signed(header(key.getKeyID()).build(), claims, key);
    }

    static String signed(JWSHeader header, JWTClaimsSet.Builder claims, ECKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
