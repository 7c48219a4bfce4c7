package dev.parley.bench.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.people.Role;
import dev.parley.api.permission.Scope;
import dev.parley.api.session.Claims;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Access tokens of people who never signed in, signed with the keys of a Parley that is the bench's own. */
public final class Passes {

    private static final long LIFE_MILLIS = 3_600_000;

    private final SignedJWT real;
    private final JWK key;

    /**
     * @param data of that Parley
     * @param real a token that it has issued
     */
    public Passes(Path data, String real) throws IOException {
        try {
            this.real = SignedJWT.parse(real);
            this.key = JWKSet.load(data.resolve("identity")
                            .resolve("signing-keys.json")
                            .toFile())
                    .getKeyByKeyId(this.real.getHeader().getKeyID());
        } catch (ParseException e) {
            throw new IOException("The signing keys of the Parley in " + data + " cannot be read", e);
        }
    }

    public String of(int person) {
        return of(person, Map.of());
    }

    /** For somebody who may do more than others. */
    public String of(int person, Set<Role> roles, Set<Scope> scopes) {
        return of(
                person,
                Map.of(
                        Claims.ROLES,
                        roles.stream().map(Role::wireName).toList(),
                        Claims.SCOPE,
                        scopes.stream().map(Scope::wireName).toList()));
    }

    @SuppressWarnings("JavaUtilDate") // the library's own
    private String of(int person, Map<String, List<String>> claims) {
        try {
            JWTClaimsSet.Builder said = new JWTClaimsSet.Builder(real.getJWTClaimsSet());
            claims.forEach(said::claim);
            SignedJWT pass = new SignedJWT(
                    real.getHeader(),
                    said.subject(Populace.person(person).toString())
                            .claim(Claims.DEVICE, Populace.device(person))
                            .claim(Claims.SESSION, new UUID(14, person).toString())
                            .jwtID(new UUID(15, person).toString())
                            .expirationTime(new Date(System.currentTimeMillis() + LIFE_MILLIS))
                            .build());
            pass.sign(new DefaultJWSSignerFactory()
                    .createJWSSigner(key, real.getHeader().getAlgorithm()));
            return pass.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
    }
}
