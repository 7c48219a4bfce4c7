package dev.parley.query.search;

import dev.parley.api.InvalidInput;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * What is looked for: the words of a query, each of which has to be found. Empty when none of them has anything to find. The last one may
 * still be in the writing.
 */
public record Words(List<String> all, boolean unfinished) {

    /** In code points. */
    static final int MAX_LENGTH = 200;

    static final int MAX_WORDS = 20;

    /** Below it, number sign and asterisk count as emoji, being parts of some. */
    private static final int ASCII = 0x7F;

    public Words {
        all = List.copyOf(all);
    }

    /**
     * Who ends with a space has written the last word.
     *
     * @throws InvalidInput when it is blank or too long
     */
    public static Words of(String query) {
        String text = query.strip();
        if (text.isEmpty()) {
            throw new InvalidInput("q", "A search needs at least one visible character.");
        }
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new InvalidInput("q", "A search has at most " + MAX_LENGTH + " characters.");
        }
        List<String> words = Arrays.stream(
                        Normalizer.normalize(text, Normalizer.Form.NFC).split("[\\s\\p{Z}]+"))
                .filter(Words::hasSomethingToFind)
                .toList();
        if (words.size() > MAX_WORDS) {
            throw new InvalidInput("q", "A search has at most " + MAX_WORDS + " words.");
        }
        return new Words(words, query.stripTrailing().length() == query.length());
    }

    /** The index keeps letters, digits and pictures; a word of punctuation alone would be in no message at all. */
    private static boolean hasSomethingToFind(String word) {
        return word.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || (c > ASCII && Character.isEmoji(c)));
    }

    boolean isUnfinished(int index) {
        return unfinished && index == all.size() - 1;
    }
}
