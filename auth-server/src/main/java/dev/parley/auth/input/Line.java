package dev.parley.auth.input;

import static dev.parley.api.InvalidInput.required;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.parley.api.InvalidInput;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of text as a person typed it. Lengths are in code points. */
public final class Line {

    private Line() {}

    /**
     * The text without blanks around it.
     *
     * @throws InvalidInput when it is missing, blank, longer than {@code max} or not one line of whole characters
     */
    public static String of(String field, @Nullable String text, int max) {
        String line = required(field, text).strip();
        if (line.codePoints().noneMatch(Line::isVisible)) {
            throw new InvalidInput(field, "The field " + field + " needs at least one visible character.");
        }
        int length = line.codePointCount(0, line.length());
        if (length > max) {
            throw new InvalidInput(
                    field, "The field " + field + " has at most " + max + " characters; this one has " + length + ".");
        }
        if (line.codePoints().anyMatch(Line::isUnprintable)) {
            throw new InvalidInput(
                    field,
                    "The field " + field + " is one line of text, without control, direction or broken characters.");
        }
        return line;
    }

    /**
     * What two names have in common when people would call them the same: width, case and composition do not count. Upper case
     * comes first because some letters (final sigma, dotless i) only meet there.
     */
    public static String folded(String text) {
        String wide = Normalizer.normalize(text, Form.NFKC);
        return Normalizer.normalize(wide.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFKC);
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // What turns writing around or hides in it. Joiners stay: scripts and emoji are written with them.
            case Character.FORMAT -> codePoint != 0x200C && codePoint != 0x200D && !isTag(codePoint);
            default -> false;
        };
    }

    /** Of which flags of regions are made. */
    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    private static boolean isVisible(int codePoint) {
        return !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && codePoint != 0x2800 // a braille cell without a dot
                && !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
