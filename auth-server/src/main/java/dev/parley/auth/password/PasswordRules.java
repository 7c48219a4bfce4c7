package dev.parley.auth.password;

import dev.parley.api.InvalidInput;
import dev.parley.auth.input.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a new password must not be: too short, too long, one of those that are tried first, or its owner's name (NIST SP 800-63B). Rules
 * of composition make passwords worse, so there are none.
 */
@Component
public final class PasswordRules {

    private static final String LIST = "common-passwords.txt";

    private final Set<String> common = read();

    PasswordRules() {}

    /** @throws InvalidInput naming the field and what is wrong */
    public void check(String field, Password password, String username, String email) {
        password.requireAcceptable(field);
        String folded = Line.folded(password.characters());
        if (common.contains(folded)) {
            throw new InvalidInput(
                    field, "This password is one of the " + common.size() + " that are tried first; choose another.");
        }
        if (is(folded, username)
                || is(folded, email)
                || is(folded, email.substring(0, Math.max(0, email.indexOf('@'))))) {
            throw new InvalidInput(field, "A password is neither the user name nor the e-mail address.");
        }
    }

    private static boolean is(String folded, String name) {
        return !name.isEmpty() && folded.equals(Line.folded(name));
    }

    private static Set<String> read() {
        try (InputStream list = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            Set<String> common = new HashSet<>(1 << 14);
            lines.lines().map(Line::folded).forEach(common::add);
            return Set.copyOf(common);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
