package dev.parley.api;

import static dev.parley.api.InvalidInput.required;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks what people write. Lengths are counted as people count, in grapheme clusters (UAX #29); a second limit in bytes keeps clusters
 * out that are piled up without end. Nothing is removed but what would change the direction of the text around it.
 */
public final class PlainText {

    /** UTF-8 bytes for each character of a line; a family of four takes 25. */
    private static final int BYTES_PER_CHARACTER = 32;

    private PlainText() {}

    /**
     * One line: a name, a title.
     *
     * @param max in grapheme clusters
     * @return the text to keep
     * @throws InvalidInput when there is nothing to see, too much of it, or what is no text
     */
    public static String line(String field, @Nullable String text, int max) {
        return checked(field, text, max, max * BYTES_PER_CHARACTER, c -> false);
    }

    /**
     * What somebody or something is called: a line that is composed (NFC) and has no blanks around it, so that two names that look the same
     * are the same, and that holds nothing which hides in writing or turns it around.
     *
     * @throws InvalidInput as {@link #line}
     */
    public static String name(String field, @Nullable String typed, int max) {
        String name = line(field, Normalizer.normalize(required(field, typed), Form.NFC), max)
                .strip();
        if (required(field, typed).codePoints().anyMatch(PlainText::hides)) {
            throw new InvalidInput(
                    field, "The field " + field + " is a name, without anything that hides or turns the direction.");
        }
        return name;
    }

    /** Joiners do not, which scripts and emoji are written with, nor do the tags of which flags of regions are made. */
    private static boolean hides(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> c != 0x200C && c != 0x200D && (c < 0xE0020 || c > 0xE007F);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * Any number of lines. Tabs and ends of lines are the only control characters that belong into a text.
     *
     * @param max in grapheme clusters
     * @param maxBytes in UTF-8
     * @return the text to keep
     * @throws InvalidInput as {@link #line}
     */
    public static String lines(String field, @Nullable String text, int max, int maxBytes) {
        return checked(field, text, max, maxBytes, c -> c == '\t' || c == '\n' || c == '\r');
    }

    /**
     * The name of a file, which somebody will keep on their disk: a line without anything that leads to another folder, and without what
     * turns the direction, by which {@code gnp.exe} looks like a picture.
     *
     * @throws InvalidInput as {@link #line}
     */
    public static String fileName(String field, @Nullable String name, int max) {
        String line = line(field, name, max);
        if (line.chars().anyMatch(c -> c == '/' || c == '\\') || line.equals(".") || line.equals("..")) {
            throw new InvalidInput(field, "The name of a file has no path: neither / nor \\ stands in it.");
        }
        if (required(field, name).codePoints().anyMatch(Directions::turns)) {
            throw new InvalidInput(field, "The name of a file does not turn the direction of writing.");
        }
        return line;
    }

    private static String checked(
            String field, @Nullable String text, int max, int maxBytes, IntPredicate allowedControl) {
        String given = required(field, text);
        if (given.codePoints().noneMatch(PlainText::isVisible)) {
            throw new InvalidInput(field, "The field " + field + " needs at least one visible character.");
        }
        requireCharacters(field, given, allowedControl);
        String balanced = Directions.balanced(given);
        requireLength(field, balanced, max, maxBytes);
        return balanced;
    }

    /**
     * A string that nobody reads, for instance of an application's own.
     *
     * @throws InvalidInput when it has no way into UTF-8 or into a document
     */
    public static String requireData(String field, String data) {
        requireCharacters(field, data, c -> c != 0);
        return data;
    }

    /** @throws InvalidInput for control characters and halves of surrogate pairs, which UTF-8 has no way to write */
    private static void requireCharacters(String field, String text, IntPredicate allowedControl) {
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new InvalidInput(
                        field, "The field " + field + " holds half of a surrogate pair, which is no character.");
            }
            if (Character.getType(c) == Character.CONTROL && !allowedControl.test(c)) {
                throw new InvalidInput(
                        field,
                        String.format(
                                Locale.ROOT,
                                "The field %s holds the control character U+%04X, which is no text.",
                                field,
                                c));
            }
        });
    }

    private static void requireLength(String field, String text, int max, int maxBytes) {
        // As many UTF-16 units are at least as many clusters.
        int length = text.length() <= max ? text.length() : graphemes(text);
        if (length > max) {
            throw new InvalidInput(
                    field, "The field " + field + " has at most " + max + " characters; this one has " + length + ".");
        }
        int bytes = text.length() * 3 <= maxBytes ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new InvalidInput(
                    field,
                    "The field " + field + " has at most " + maxBytes + " bytes of UTF-8; this one has " + bytes + ".");
        }
    }

    /** How many characters a person counts. */
    public static int graphemes(String text) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int count = 0;
        while (clusters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /** Letters that stand for nothing are as good as spaces: the fillers of Hangul and the empty pattern of Braille. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0 && c != 0x2800;
        };
    }
}
