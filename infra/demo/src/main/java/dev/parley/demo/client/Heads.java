package dev.parley.demo.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The short sum of what a device has, to compare with the server's {@code heads} frame. */
public record Heads(long count, String digest) {

    /** The first 8 bytes of SHA-256 over {@code conversation:version}, all of them combined by XOR. */
    public static Heads of(Map<String, Long> versions) {
        long digest = 0;
        for (Map.Entry<String, Long> head : versions.entrySet()) {
            digest ^= ByteBuffer.wrap(sha256(head.getKey() + ":" + head.getValue()))
                    .getLong();
        }
        return new Heads(versions.size(), HexFormat.of().toHexDigits(digest));
    }

    public static Heads of(Frame heads) {
        return new Heads(heads.number("count"), heads.text("digest"));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
