package dev.parley.query.search;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds names that are at hand against the words of a search, as the index would: without accents, width and case. */
public final class Names {

    /** All but those that make another kana of one. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}&&[^\\u3099\\u309A]]");

    /** A letter or digit of an alphabet, where a word is found by its beginning only. */
    private static final Pattern WITHIN_A_WORD = Pattern.compile(
            "[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u30FC\\p{IsHangul}\\p{IsThai}]]");

    private Names() {}

    /** How well, the best first. */
    public enum Fit {
        SAME,
        BEGUN,
        SOMEWHERE
    }

    /** Every word has to be in one of the names; empty when one is in none, or when there are none to look for. */
    public static Optional<Fit> fit(Words words, Collection<String> names) {
        List<String> plain = names.stream().map(Names::plain).toList();
        List<String> sought = words.all().stream().map(Names::plain).toList();
        if (sought.isEmpty() || !sought.stream().allMatch(word -> plain.stream().anyMatch(name -> has(name, word)))) {
            return Optional.empty();
        }
        String whole = String.join(" ", sought);
        if (plain.contains(whole)) {
            return Optional.of(Fit.SAME);
        }
        return Optional.of(plain.stream().anyMatch(name -> name.startsWith(whole)) ? Fit.BEGUN : Fit.SOMEWHERE);
    }

    private static boolean has(String name, String word) {
        for (int at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
            if (at == 0 || !isWithinAWord(name.codePointBefore(at)) || !isWithinAWord(name.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithinAWord(int character) {
        return WITHIN_A_WORD.matcher(Character.toString(character)).matches();
    }

    private static String plain(String text) {
        String apart = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD);
        return Normalizer.normalize(MARKS.matcher(apart).replaceAll(""), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }
}
