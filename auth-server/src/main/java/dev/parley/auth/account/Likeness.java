package dev.parley.auth.account;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Line;
import dev.parley.auth.input.Secret;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/** How a name looks to people, whatever it is made of (Unicode Technical Standard 39). */
public final class Likeness {

    /** One script, or those that Chinese, Japanese and Korean write together. */
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private Likeness() {}

    /** Whether a name is written in letters that people write together. */
    static boolean mixesScripts(String name) {
        return CHECKER.failsChecks(Normalizer.normalize(name, Form.NFKC));
    }

    /**
     * The same for two user names that can be mistaken for each other, in the case they are written in or in any other. A fingerprint,
     * because it outlives the account.
     */
    public static String ofUsername(String name) {
        String asWritten = CHECKER.getSkeleton(Normalizer.normalize(name, Form.NFKC));
        return Fingerprint.of(new Secret(CHECKER.getSkeleton(Line.folded(asWritten))));
    }

    /**
     * The same for two folded addresses that can be mistaken for each other. ASCII alone does not count: {@code ana1@} and {@code
     * anal@} are two people's mailboxes, and neither chose the other's.
     */
    static String ofEmail(String key) {
        StringBuilder likeness = new StringBuilder(key.length());
        key.codePoints().forEach(letter -> {
            if (letter < 128) {
                likeness.appendCodePoint(letter);
            } else {
                likeness.append(CHECKER.getSkeleton(Character.toString(letter)));
            }
        });
        return Line.folded(likeness.toString());
    }
}
