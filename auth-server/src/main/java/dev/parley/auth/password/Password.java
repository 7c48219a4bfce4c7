package dev.parley.auth.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.api.InvalidInput;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * A password as typed, in the one form that keyboards of different makers agree on (RFC 8265, OpaqueString). It never shows itself,
 * and there is no way to make JSON of it.
 */
public final class Password {

    static final int MIN = 8;
    static final int MAX = 128;

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}");

    private final String typed;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Password(String typed) {
        this.typed = Normalizer.normalize(SPACES.matcher(typed).replaceAll(" "), Form.NFC);
    }

    /** The characters themselves, for the hash function alone. */
    String characters() {
        return typed;
    }

    /**
     * Only length makes a new password acceptable (NIST SP 800-63B): rules of composition make passwords worse.
     *
     * @throws InvalidInput when it is too short or too long
     */
    public Password requireAcceptable(String field) {
        int length = typed.codePointCount(0, typed.length());
        if (length < MIN || length > MAX) {
            throw new InvalidInput(
                    field, "A password has " + MIN + " to " + MAX + " characters; this one has " + length + ".");
        }
        return this;
    }

    @Override
    public String toString() {
        return "(password)";
    }
}
