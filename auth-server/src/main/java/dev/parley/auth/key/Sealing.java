package dev.parley.auth.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.parley.auth.input.Secret;
import java.text.ParseException;

/**
 * Seals secrets that have to be read again, so that the database alone gives none of them away. A sealed one is a JWE (AES-256-GCM)
 * that names its key: the first key of the file seals, all of them open.
 */
public final class Sealing {

    /** Protected along with the content: what is sealed for one row opens for no other. */
    private static final String PLACE = "place";

    private final JWKSet keys;

    Sealing(JWKSet keys) {
        this.keys = keys;
    }

    /** @param place where it will be kept, such as {@code totp/USER}; it only opens there */
    public String seal(Secret secret, String place) {
        OctetSequenceKey key = keys.getKeys().getFirst().toOctetSequenceKey();
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .customParam(PLACE, place)
                        .build(),
                new Payload(secret.value()));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java does not encrypt with AES-GCM.", e);
        }
        return sealed.serialize();
    }

    /** @throws IllegalStateException when it was sealed for another place, by a key that is gone, or was changed since */
    public Secret open(String text, String place) {
        try {
            JWEObject sealed = JWEObject.parse(text);
            JWK key = keys.getKeyByKeyId(sealed.getHeader().getKeyID());
            if (key == null || !place.equals(sealed.getHeader().getCustomParam(PLACE))) {
                throw new IllegalStateException("What was sealed for " + place + " has another key or another place.");
            }
            sealed.decrypt(new DirectDecrypter(key.toOctetSequenceKey()));
            return new Secret(sealed.getPayload().toString());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("What was sealed for " + place + " does not open.", e);
        }
    }
}
