package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import com.ibm.icu.text.IDNA;
import dev.parley.api.InvalidInput;
import dev.parley.auth.input.Line;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail may well reach, the key under which it is unique, and its likeness, which is unique too. Only a mail that arrives proves an address, so this
 * asks for no more than its outline (RFC 5321: at most 254 characters, 64 of them before the {@code @}).
 */
record EmailAddress(String value, String key, String likeness) {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final int MAX = 254;
    private static final int MAX_LOCAL = 64;
    private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{C}\\p{Z}@\"(),:;<>\\[\\]\\\\]+");
    private static final Pattern LABEL =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]([\\p{L}\\p{M}\\p{Nd}-]{0,61}[\\p{L}\\p{M}\\p{Nd}])?");

    static EmailAddress of(@Nullable String typed) {
        String value = required("email", typed);
        if (value.length() > MAX) {
            throw new InvalidInput(
                    "email",
                    "An e-mail address has at most " + MAX + " characters; this one has " + value.length() + ".");
        }
        int at = value.lastIndexOf('@');
        String key = keyOf(value);
        // Some letters unfold to whole sentences; an address of such is none.
        if (at < 1
                || at > MAX_LOCAL
                || key.length() > 3 * MAX
                || !LOCAL.matcher(value.substring(0, at)).matches()
                || !isDomain(value.substring(at + 1))) {
            throw new InvalidInput(
                    "email", "An e-mail address looks like name@example.org, with at most 64 characters before the @.");
        }
        return new EmailAddress(value, key, Likeness.ofEmail(key));
    }

    /** Without regard to case and width, and with the domain in its own script, however it was typed (UTS 46). */
    static String keyOf(String typed) {
        String folded = Line.folded(typed);
        int domain = folded.lastIndexOf('@') + 1;
        StringBuilder key = new StringBuilder(folded.substring(0, domain));
        StringBuilder unicode = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        DOMAINS.nameToUnicode(folded.substring(domain), unicode, info);
        return key.append(info.hasErrors() ? folded.substring(domain) : unicode).toString();
    }

    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        if (labels.length < 2) {
            return false;
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }
}
