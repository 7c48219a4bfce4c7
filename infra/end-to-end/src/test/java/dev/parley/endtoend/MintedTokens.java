package dev.parley.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Access tokens as the running product would issue them to an application, signed by its own key: any scope without a journey through consent. */
final class MintedTokens {

    private static final String APPLICATION = "a-shop";

    private final String issuer;
    private final JWK key;
    private final JWSSigner signer;
    private final JWSAlgorithm algorithm;

    MintedTokens(Product product) {
        issuer = product.door().address().toString();
        Path file = product.data().resolve("identity").resolve("signing-keys.json");
        try {
            key = JWKSet.load(file.toFile()).getKeys().stream()
                    .filter(JWK::isPrivate)
                    .findFirst()
                    .orElseThrow();
            algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
            signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
        } catch (IOException | ParseException | JOSEException e) {
            throw new AssertionError("The signing keys in " + file + " cannot be used", e);
        }
    }

    /** For a person with these roles, who consented to that scope. */
    String delegate(String user, List<String> roles, String scope) {
        return signed(claims(user, scope)
                .claim("device", UUID.randomUUID().toString())
                .claim("roles", roles)
                .build());
    }

    /** For the application itself. */
    String application(String scope) {
        return signed(claims(APPLICATION, scope).build());
    }

    private JWTClaimsSet.Builder claims(String subject, String scope) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("parley")
                .subject(subject)
                .claim("client_id", APPLICATION)
                .claim("scope", List.of(scope))
                .claim("sid", UUID.randomUUID().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }
}
