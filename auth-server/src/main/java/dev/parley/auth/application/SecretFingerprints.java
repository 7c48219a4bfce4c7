package dev.parley.auth.application;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares a secret with the fingerprints of those that an application has, which Spring keeps where it expects one hash. Secrets are
 * 256 random bits, so nothing slower than SHA-256 would make guessing any harder.
 */
final class SecretFingerprints implements PasswordEncoder {

    private static final String BETWEEN = " ";

    private final SecretUses uses;

    SecretFingerprints(SecretUses uses) {
        this.uses = uses;
    }

    static String joined(List<String> fingerprints) {
        return String.join(BETWEEN, fingerprints);
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        throw new UnsupportedOperationException("Secrets are made by us, and kept when they are made.");
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String fingerprints) {
        if (secret == null || fingerprints == null) {
            return false;
        }
        String ofGiven = Fingerprint.of(new Secret(secret.toString()));
        byte[] given = ofGiven.getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String fingerprint : fingerprints.split(BETWEEN, -1)) {
            matches |= MessageDigest.isEqual(given, fingerprint.getBytes(StandardCharsets.US_ASCII));
        }
        if (matches) {
            uses.used(ofGiven);
        }
        return matches;
    }
}
