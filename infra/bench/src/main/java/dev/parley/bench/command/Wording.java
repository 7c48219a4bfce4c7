package dev.parley.bench.command;

import dev.parley.api.conversation.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Texts of one length. They are made of words, because what a disk has to keep depends on how well it compresses. */
final class Wording {

    private static final int TEXTS = 2_048;
    private static final int WORDS = 4_000;
    private static final String[] SYLLABLES = {
        "ba", "ter", "lin", "mo", "sa", "ken", "ri", "ver", "du", "es", "ton", "al", "pi", "gra", "nu", "chi", "wo",
        "fel"
    };

    private final List<Content> texts;

    /** @param bytes of each text; its letters take one byte each */
    Wording(int bytes) {
        RandomGenerator random = new SplittableRandom(bytes);
        List<String> words = new ArrayList<>();
        while (words.size() < WORDS) {
            words.add(word(random));
        }
        List<Content> made = new ArrayList<>();
        while (made.size() < TEXTS) {
            made.add(new Content.Text(text(bytes, words, random)));
        }
        texts = List.copyOf(made);
    }

    Content any(RandomGenerator random) {
        return texts.get(random.nextInt(TEXTS));
    }

    private static String word(RandomGenerator random) {
        StringBuilder word = new StringBuilder();
        for (int syllables = random.nextInt(1, 5); syllables > 0; syllables--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private static String text(int bytes, List<String> words, RandomGenerator random) {
        StringBuilder text = new StringBuilder(bytes);
        while (text.length() < bytes) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        text.setLength(bytes);
        return text.toString();
    }
}
