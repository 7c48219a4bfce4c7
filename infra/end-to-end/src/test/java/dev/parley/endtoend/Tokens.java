package dev.parley.endtoend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Forgeries of an access token, which are all well-formed. */
final class Tokens {

    private Tokens() {}

    static JsonNode header(String token) {
        return JsonMapper.shared().readTree(decode(token.split("\\.", -1)[0]));
    }

    static JsonNode claims(String token) {
        return JsonMapper.shared().readTree(decode(token.split("\\.", -1)[1]));
    }

    /** The same claims under the same key id, signed by somebody who has not our key. */
    static String signedByAnotherKey(String token) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return sign(withoutSignature(token), keys.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says of itself that it needs no signature. */
    static String unsigned(String token) {
        ObjectNode header = header(token).deepCopy().asObject().put("alg", "none");
        return encode(header.toString()) + "." + token.split("\\.", -1)[1] + ".";
    }

    /** Another subject under the signature of the first. */
    static String ofAnotherUser(String token) {
        String[] parts = token.split("\\.", -1);
        ObjectNode claims = claims(token).deepCopy().asObject().put("sub", "0198a000-0000-7000-8000-000000000000");
        return parts[0] + "." + encode(claims.toString()) + "." + parts[2];
    }

    private static String sign(String signed, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }
}
