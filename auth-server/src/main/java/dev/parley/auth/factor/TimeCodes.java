package dev.parley.auth.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of the moment (RFC 6238), with the numbers that every authenticator app knows: HMAC-SHA-1, six digits, half a minute. */
final class TimeCodes {

    static final int STEP_SECONDS = 30;
    static final int DIGITS = 6;

    /** How far the clock of a phone may be off, in steps. */
    private static final int WINDOW = 1;

    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";

    private TimeCodes() {}

    static String at(byte[] secret, Instant time) {
        return of(secret, stepOf(time));
    }

    /** The step after {@code lastStep} that has this code, if it is one of those around now. */
    static OptionalLong stepOf(String code, byte[] secret, Instant now, long lastStep) {
        long current = stepOf(now);
        return LongStream.rangeClosed(current - WINDOW, current + WINDOW)
                .filter(step -> step > lastStep && same(of(secret, step), code))
                .findFirst();
    }

    private static long stepOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** RFC 4226, section 5.3. */
    private static String of(byte[] secret, long step) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", truncated % MODULUS);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
    }
}
