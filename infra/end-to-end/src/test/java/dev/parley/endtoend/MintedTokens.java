package dev.parley.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;

/** Access tokens like real ones of the running product, signed by its own key, but with any scope: without a journey through consent. */
final class MintedTokens {

    private final JWKSet keys;

    MintedTokens(Product product) {
        Path file = product.data().resolve("identity").resolve("signing-keys.json");
        try {
            keys = JWKSet.load(file.toFile());
        } catch (IOException | ParseException e) {
            throw new AssertionError("The signing keys in " + file + " cannot be used", e);
        }
    }

    /** What {@code real} says, of the same session, but as issued to that application and with that scope alone. */
    String like(String real, String application, String scope) {
        try {
            SignedJWT parsed = SignedJWT.parse(real);
            SignedJWT token = new SignedJWT(
                    parsed.getHeader(),
                    new JWTClaimsSet.Builder(parsed.getJWTClaimsSet())
                            .claim("client_id", application)
                            .claim("scope", List.of(scope))
                            .jwtID(UUID.randomUUID().toString())
                            .build());
            JWK key = keys.getKeyByKeyId(parsed.getHeader().getKeyID());
            token.sign(new DefaultJWSSignerFactory()
                    .createJWSSigner(key, parsed.getHeader().getAlgorithm()));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
