package dev.parley.auth.input;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What is kept of a token: enough to recognise it, nothing to use it. Tokens are random, so one plain SHA-256 is enough. */
public final class Fingerprint {

    /** No token of ours begins so: a colon is in none of their alphabets. */
    private static final String PREFIX = "sha256:";

    private Fingerprint() {}

    public static String of(Secret token) {
        byte[] digest = sha256().digest(token.value().getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** Whether this is a fingerprint rather than what one is taken of. */
    public static boolean is(String text) {
        return text.startsWith(PREFIX);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
