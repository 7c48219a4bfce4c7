package dev.parley.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one word of a search is looked for. The index has every Chinese, Japanese and Korean character as a word of its own, so that a word
 * of a search is a phrase; the other alphabets' words it has as they are written, by their stems, and joined where signs part them. Of
 * several ways to find a word the best one counts. Signs of Lucene's language are signs like any other here.
 */
final class WordQuery {

    static final String TEXT = "text";
    static final String EXACT = "text.exact";
    static final String JOINED = "text.joined";

    /** What is misspelt has no stem. */
    private static final String AS_WRITTEN = "parley_exact";

    /** One letter, or two digits, begin too much to say anything. */
    private static final Pattern BEGINNING = Pattern.compile("(?:\\p{L}\\p{M}*){2,}$|\\p{N}{3,}$");

    /** Of so many words that begin like the last one, in the order of the alphabet. */
    private static final int ENDINGS = 300;

    private static final Pattern SIGNS_WITHIN = Pattern.compile("(?<=[\\p{L}\\p{N}])[-_.'\\u2019](?=[\\p{L}\\p{N}])");
    private static final Pattern SPELLED = Pattern.compile("\\p{L}{4,}");

    /** What is written together and is not of one kind: "订单A7" may stand apart as "订单号 A7". */
    private static final Pattern RUN;

    private static final Set<UnicodeScript> BY_CHARACTER = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    static {
        String scripts = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u30FC\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}"
                + "\\p{IsMyanmar}";
        RUN = Pattern.compile("[" + scripts + "]+|[^" + scripts + "]+");
    }

    private WordQuery() {}

    /** As it was typed; {@code unfinished} when more of it may come. */
    static Query typed(String word, boolean unfinished) {
        return best(ways(word, unfinished));
    }

    /** Also with a wrong letter or two, and with something in between. */
    static Query meant(String word, boolean unfinished) {
        List<Query> ways = ways(word, unfinished);
        List<Query> runs = new ArrayList<>();
        Matcher run = RUN.matcher(word);
        while (run.find()) {
            if (run.group().codePoints().anyMatch(c -> Character.isLetterOrDigit(c))) {
                runs.add(run(run.group(), unfinished && run.end() == word.length()));
            }
        }
        if (!runs.isEmpty()) {
            ways.add(Query.of(query -> query.bool(all -> all.must(runs).boost(0.2f))));
        }
        return best(ways);
    }

    /** Whether something else could be meant than was typed. */
    static boolean leavesRoom(String word) {
        Matcher run = RUN.matcher(word);
        return run.find() && (run.end() < word.length() || isSpelled(word) || isLong(word));
    }

    /** Two characters are a word of their own; longer ones may be two words with something between them. */
    private static boolean isLong(String word) {
        return isByCharacter(word) && word.codePointCount(0, word.length()) > 2;
    }

    private static Query run(String run, boolean unfinished) {
        List<Query> ways = ways(run, unfinished);
        if (isByCharacter(run)) {
            int apart = Math.min(4, run.codePointCount(0, run.length()) - 1);
            ways.add(Query.of(query -> query.matchPhrase(
                    phrase -> phrase.field(TEXT).query(run).slop(apart).boost(0.5f))));
        } else if (isSpelled(run)) {
            for (String field : List.of(TEXT, EXACT)) {
                ways.add(Query.of(query -> query.match(match -> match.field(field)
                        .query(run)
                        .analyzer(AS_WRITTEN)
                        .fuzziness("AUTO:4,8")
                        .prefixLength(1)
                        .maxExpansions(50)
                        .boost(0.5f))));
            }
        }
        return best(ways);
    }

    private static List<Query> ways(String word, boolean unfinished) {
        List<Query> ways = new ArrayList<>();
        ways.add(
                Query.of(query -> query.matchPhrase(phrase -> phrase.field(TEXT).query(word))));
        if (!isByCharacter(word)) {
            ways.add(Query.of(query ->
                    query.matchPhrase(phrase -> phrase.field(EXACT).query(word).boost(1.5f))));
            ways.add(Query.of(query -> query.match(match -> match.field(JOINED).query(word))));
            String joined = SIGNS_WITHIN.matcher(word).replaceAll("");
            if (!joined.equals(word)) {
                ways.add(Query.of(
                        query -> query.matchPhrase(phrase -> phrase.field(TEXT).query(joined))));
            }
        }
        if (unfinished && BEGINNING.matcher(word).find() && !isByCharacter(word.codePointBefore(word.length()))) {
            ways.add(Query.of(query -> query.matchPhrasePrefix(phrase ->
                    phrase.field(EXACT).query(word).maxExpansions(ENDINGS).boost(0.5f))));
        }
        return ways;
    }

    private static Query best(List<Query> ways) {
        return ways.size() == 1 ? ways.getFirst() : Query.of(query -> query.disMax(best -> best.queries(ways)));
    }

    private static boolean isSpelled(String word) {
        return SPELLED.matcher(word).matches() && !isByCharacter(word);
    }

    private static boolean isByCharacter(String word) {
        return word.codePoints().allMatch(c -> !Character.isLetterOrDigit(c) || isByCharacter(c))
                && word.codePoints().anyMatch(WordQuery::isByCharacter);
    }

    private static boolean isByCharacter(int character) {
        return character == 'ー' || BY_CHARACTER.contains(UnicodeScript.of(character));
    }
}
