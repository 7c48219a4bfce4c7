package dev.parley.query.search;

import dev.parley.api.InvalidInput;
import java.util.Arrays;
import java.util.List;

/** What is looked for: the words of a query, each of which has to be found. Empty when none of them has anything to find. */
public record Words(List<String> all) {

    /** In code points. */
    static final int MAX_LENGTH = 200;

    /** Below it, number sign and asterisk count as emoji, being parts of some. */
    private static final int ASCII = 0x7F;

    public Words {
        all = List.copyOf(all);
    }

    /** @throws InvalidInput when it is blank or too long */
    public static Words of(String query) {
        String text = query.strip();
        if (text.isEmpty()) {
            throw new InvalidInput("q", "A search needs at least one visible character.");
        }
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new InvalidInput("q", "A search has at most " + MAX_LENGTH + " characters.");
        }
        return new Words(Arrays.stream(text.split("[\\s\\p{Z}]+"))
                .filter(Words::hasSomethingToFind)
                .toList());
    }

    /** The index keeps letters, digits and pictures; a word of punctuation alone would be in no message at all. */
    private static boolean hasSomethingToFind(String word) {
        return word.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || (c > ASCII && Character.isEmoji(c)));
    }

    boolean isLast(int index) {
        return index == all.size() - 1;
    }
}
