package dev.parley.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;

/** Access tokens as the server itself would sign them, with claims that nobody was given. */
public record Forged(House house) {

    /** The token with one claim changed. */
    public String with(String token, String claim, Object value) {
        try {
            SignedJWT genuine = SignedJWT.parse(token);
            JWK key = JWKSet.load(house.keyFile().toFile())
                    .getKeyByKeyId(genuine.getHeader().getKeyID());
            JWTClaimsSet claims = new JWTClaimsSet.Builder(genuine.getJWTClaimsSet())
                    .claim(claim, value)
                    .build();
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key);
            SignedJWT forged = new SignedJWT(genuine.getHeader(), claims);
            forged.sign(signer);
            return forged.serialize();
        } catch (IOException | ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
