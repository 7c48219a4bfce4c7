package dev.parley.auth.factor;

import dev.parley.auth.input.Secret;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sixteen letters and digits that stand in for a lost authenticator app, once. 80 random bits, in Crockford's alphabet. */
final class RecoveryCode {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    /** A new one, as people read it: in groups. */
    static Secret random() {
        StringBuilder code = new StringBuilder();
        for (int letter = 0; letter < LENGTH; letter++) {
            if (letter > 0 && letter % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new Secret(code.toString());
    }

    /** What is the same however it was typed: case, groups, and letters that look like digits do not count. */
    static Secret canonical(Secret typed) {
        return new Secret(BETWEEN.matcher(typed.value())
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1'));
    }
}
