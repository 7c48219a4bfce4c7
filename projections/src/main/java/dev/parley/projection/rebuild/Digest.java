package dev.parley.projection.rebuild;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A fingerprint of many documents that does not depend on their order: the sum of theirs, so that one can be taken out again. */
final class Digest {

    private final MessageDigest sha256;
    private long high;
    private long low;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    void add(String id, @Nullable String text) {
        change(id, text, 1);
    }

    void remove(String id, @Nullable String text) {
        change(id, text, -1);
    }

    private void change(String id, @Nullable String text, int sign) {
        if (text != null) {
            sha256.update(id.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            ByteBuffer print = ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            high += sign * print.getLong();
            low += sign * print.getLong();
        }
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
