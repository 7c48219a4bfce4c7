package dev.parley.standalone.tale;

import java.util.List;
import java.util.Random;

/** What happens by chance in a story: with the same seed the same, step by step, so that a step can be left out and the others stay. */
final class Chance {

    /** Neighbouring seeds begin alike otherwise. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Random random = new Random();
    private final int[] favourites = new int[5];

    Chance(long seed) {
        this.seed = seed;
        at(0);
        for (int kind = 0; kind < favourites.length; kind++) {
            favourites[kind] = random.nextInt(1_000);
        }
    }

    /** Whatever was drawn before, from here on the draws of this step come. */
    void at(int step) {
        random.setSeed((seed * 1_000 + step) * SPREAD);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * One of so many kinds of things. Each story has a few that happen more often than the others: what needs three of them in a row would
     * hardly ever happen otherwise (swarm testing; Groce and others, 2012).
     */
    int kind(int bound) {
        return oneIn(4) ? below(bound) : favourites[below(favourites.length)] % bound;
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    boolean heads() {
        return random.nextBoolean();
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
