package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.auth.input.Line;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user name as its owner wrote it, the key under which it is found, and its likeness: two names that differ only in case or width are
 * one, and two that look alike cannot both be had. There is no {@code @} in it, so it is never mistaken for an e-mail address.
 */
record Username(String value, String key, String likeness) {

    private static final int MAX = 32;
    private static final String LIMIT =
            "A user name has 3 to 32 characters: letters, digits, dots, underscores, hyphens.";
    private static final String SCRIPTS =
            "The letters of a user name are of one script, or of those that are written together in Chinese, Japanese or Korean.";
    private static final Pattern ALLOWED = Pattern.compile("(?=.*[\\p{L}\\p{Nd}])[\\p{L}\\p{M}\\p{Nd}._-]{3,32}");

    static Username of(@Nullable String typed) {
        String given = required("username", typed);
        if (given.length() > 2 * MAX) {
            throw new InvalidInput("username", LIMIT);
        }
        String value = Normalizer.normalize(given, Form.NFC);
        // One letter may unfold to a whole sentence, and a wide dot is a dot: what counts is what compatibility forms
        // stand for.
        String plain = Normalizer.normalize(value, Form.NFKC);
        if (!ALLOWED.matcher(plain).matches() || value.codePointCount(0, value.length()) > MAX) {
            throw new InvalidInput("username", LIMIT);
        }
        if (Likeness.mixesScripts(value)) {
            throw new InvalidInput("username", SCRIPTS);
        }
        return new Username(value, Line.folded(value), Likeness.ofUsername(value));
    }
}
