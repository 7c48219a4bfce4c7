package dev.parley.auth.factor;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An authenticator and a browser in one, which lie when they are told to. WebAuthn, level 3, with an ES256 key and no attestation. */
final class SoftKey {

    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int SYNCABLE = 8;
    private static final int WITH_KEY = 64;

    private final KeyPair pair;
    private final byte[] id = new byte[16];
    private String handle = "";
    private int flags = PRESENT | VERIFIED;
    private String origin = "https://chat.example.org";
    private int count;
    private int step = 1;

    SoftKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        new SecureRandom().nextBytes(id);
    }

    SoftKey at(String somewhere) {
        origin = somewhere;
        return this;
    }

    SoftKey askingNobody() {
        flags &= ~VERIFIED;
        return this;
    }

    SoftKey synced() {
        flags |= SYNCABLE;
        return this;
    }

    /** As a copy does whose original was used meanwhile. */
    SoftKey countingNoMore() {
        step = 0;
        return this;
    }

    SoftKey of(String person) {
        handle = person;
        return this;
    }

    /** What the browser answers when it is to make one. */
    String made(String options) throws GeneralSecurityException {
        JsonNode asked = JsonMapper.shared().readTree(options);
        handle = asked.path("user").path("id").asString();
        count += step;
        byte[] data = joined(
                about(asked.path("rp").path("id").asString(), flags | WITH_KEY),
                new byte[16],
                new byte[] {0, 16},
                id,
                cose());
        byte[] attestation = joined(
                HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a068617574684461746158"),
                new byte[] {(byte) data.length},
                data);
        return answer(Map.of(
                "attestationObject", base64(attestation),
                "clientDataJSON", base64(said("webauthn.create", asked)),
                "transports", new String[] {"internal"}));
    }

    /** What the browser answers when it is to sign somebody in. */
    String used(String options) throws GeneralSecurityException {
        JsonNode asked = JsonMapper.shared().readTree(options);
        count += step;
        byte[] data = about(asked.path("rpId").asString(), flags);
        byte[] said = said("webauthn.get", asked);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(joined(data, sha256(said)));
        return answer(Map.of(
                "authenticatorData", base64(data),
                "clientDataJSON", base64(said),
                "signature", base64(signature.sign()),
                "userHandle", handle));
    }

    private String answer(Map<String, ?> response) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id",
                        base64(id),
                        "rawId",
                        base64(id),
                        "type",
                        "public-key",
                        "authenticatorAttachment",
                        "platform",
                        "clientExtensionResults",
                        Map.of(),
                        "response",
                        response));
    }

    private byte[] said(String type, JsonNode asked) {
        return JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "type",
                        type,
                        "challenge",
                        asked.path("challenge").asString(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false));
    }

    private byte[] about(String site, int flags) throws GeneralSecurityException {
        return joined(
                sha256(site.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
    }

    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        HexFormat hex = HexFormat.of();
        return joined(
                hex.parseHex("a5010203262001215820"),
                coordinate(key.getW().getAffineX()),
                hex.parseHex("225820"),
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger number) {
        return HexFormat.of().parseHex(String.format("%064x", number));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
