package dev.parley.bench.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.session.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Access tokens like those of people's own devices, each of a person and a session of its own. */
final class SignedTokens {

    static final String ISSUER = "http://issuer.example";

    private final ECKey key;

    SignedTokens(ECKey key) {
        this.key = key;
    }

    List<String> next(int count) {
        try {
            JWSSigner signer = new ECDSASigner(key);
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .type(new JOSEObjectType("at+jwt"))
                    .build();
            List<String> tokens = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                SignedJWT token = new SignedJWT(header, claims());
                token.sign(signer);
                tokens.add(token.serialize());
            }
            return tokens;
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java signs nothing by ES256", e);
        }
    }

    private static JWTClaimsSet claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(Claims.AUDIENCE)
                .subject(UUID.randomUUID().toString())
                .claim(Claims.CLIENT, "parley")
                .claim(Claims.SESSION, UUID.randomUUID().toString())
                .claim(Claims.DEVICE, UUID.randomUUID().toString())
                .claim(Claims.ROLES, List.of("user"))
                .claim("scope", List.of("openid", "profile", "email", "chat"))
                .claim("auth_time", now.getEpochSecond())
                .claim("acr", "urn:parley:acr:password")
                .claim("amr", List.of("pwd"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .build();
    }
}
