package dev.parley.auth.application;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.api.InvalidInput;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keys that an application shows us to check its signatures with. */
final class PublicKeys {

    private static final int MAX_KEYS = 10;

    private PublicKeys() {}

    /** The set as JSON, or null when it is empty: that removes the keys. */
    static @Nullable String check(String field, JsonNode jwks) {
        if (jwks.isObject() && jwks.isEmpty()) {
            return null;
        }
        try {
            JWKSet keys = JWKSet.parse(jwks.toString());
            if (keys.isEmpty()
                    || keys.size() > MAX_KEYS
                    || !keys.getKeys().stream().allMatch(PublicKeys::isPublic)) {
                throw new InvalidInput(
                        field,
                        "A JWK set has 1 to " + MAX_KEYS + " keys here, all of them public: never send a private key.");
            }
            return keys.toString(true);
        } catch (ParseException e) {
            throw new InvalidInput(field, "This is not a JWK set.");
        }
    }

    private static boolean isPublic(JWK key) {
        return key instanceof AsymmetricJWK && !key.isPrivate();
    }
}
