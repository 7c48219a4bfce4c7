package dev.parley.auth.input;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** What is kept of a token: enough to recognise it, nothing to use it. Tokens are random, so one plain SHA-256 is enough. */
public final class Fingerprint {

    /** No token of ours begins so: a colon is in none of their alphabets. */
    private static final String PREFIX = "sha256:";

    private Fingerprint() {}

    public static String of(Secret token) {
        byte[] digest = DigestUtils.sha256(token.value().getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** Whether this is a fingerprint rather than what one is taken of. */
    public static boolean is(String text) {
        return text.startsWith(PREFIX);
    }
}
