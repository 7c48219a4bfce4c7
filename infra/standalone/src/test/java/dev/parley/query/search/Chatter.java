package dev.parley.query.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/** What people of several languages say, made from a seed, with what each message is about; and what they then look for. */
final class Chatter {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern BY_CHARACTER =
            Pattern.compile(".*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}].*");

    private final List<Concept> concepts = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<Sentence> traps = new ArrayList<>();
    private final Random random;

    record Concept(String language, List<String> ways, List<String> searches) {}

    private record Sentence(String language, String text) {}

    /** @param things what it is about, as it says it */
    record Said(String text, List<Concept> about, List<String> things) {

        /** By what it is about, and by what is written there: who types the beginning of a word has not written the rest of it. */
        boolean answers(Asked asked) {
            return about.contains(asked.about())
                    || (!asked.slip() && things.stream().anyMatch(thing -> has(folded(thing), folded(asked.query()))));
        }

        private static boolean has(String thing, String sought) {
            return BY_CHARACTER.matcher(sought).matches()
                    ? thing.contains(sought)
                    : Arrays.stream(thing.split("[^\\p{L}\\p{N}+#.@-]+|(?<=[\\p{IsHan}\\p{IsHangul}])"))
                            .anyMatch(word -> word.startsWith(sought));
        }
    }

    /** @param slip whether it is written wrongly */
    record Asked(String language, String query, Concept about, boolean slip) {}

    Chatter(long seed) {
        random = new Random(seed);
        lines("concepts.txt").forEach(line -> concepts.add(new Concept(line[0], list(line[1]), list(line[2]))));
        lines("sentences.txt").forEach(line -> sentences.add(new Sentence(line[0], line[1])));
        lines("traps.txt").forEach(line -> traps.add(new Sentence(line[0], line[1])));
    }

    Said next() {
        if (random.nextInt(40) == 0) {
            return new Said(traps.get(random.nextInt(traps.size())).text(), List.of(), List.of());
        }
        Sentence sentence = sentences.get(random.nextInt(sentences.size()));
        List<Concept> about = new ArrayList<>();
        List<String> things = new ArrayList<>();
        String text = sentence.text();
        while (text.contains("{}")) {
            Concept concept = any(sentence.language());
            String thing = concept.ways().get(random.nextInt(concept.ways().size()));
            about.add(concept);
            things.add(thing);
            text = text.replaceFirst("\\{}", java.util.regex.Matcher.quoteReplacement(thing));
        }
        return new Said(text, about, things);
    }

    private Concept any(String language) {
        while (true) {
            Concept concept = concepts.get(random.nextInt(concepts.size()));
            if (concept.language().equals(language)) {
                return concept;
            }
        }
    }

    List<Asked> questions() {
        return concepts.stream()
                .flatMap(concept -> concept.searches().stream()
                        .map(search -> search.startsWith("~")
                                ? new Asked("slips", search.substring(1), concept, true)
                                : new Asked(concept.language(), search, concept, false)))
                .toList();
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> list(String names) {
        return Arrays.stream(names.split(", ")).map(String::strip).toList();
    }

    private static List<String[]> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Chatter.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("# ") && !line.isBlank())
                    .map(line -> line.split(" \\| "))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
