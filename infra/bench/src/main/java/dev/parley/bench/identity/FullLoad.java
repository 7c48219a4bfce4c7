package dev.parley.bench.identity;

import java.util.function.IntPredicate;

/** Finds how many a second is full load: doubled while it is borne, or halved until it is, then a few steps between the two. */
final class FullLoad {

    private static final int FIRST = 1_000;
    private static final int LEAST = 60;
    private static final int MOST = 64_000;
    private static final int STEPS = 2;

    private FullLoad() {}

    /** @param bearable whether a rate can be borne; tried out, so it takes its time */
    static int find(IntPredicate bearable) {
        int good = FIRST;
        if (bearable.test(FIRST)) {
            while (good < MOST && bearable.test(good * 2)) {
                good *= 2;
            }
        } else {
            do {
                good /= 2;
            } while (good > LEAST && !bearable.test(good));
        }
        int bad = good * 2;
        for (int step = 0; step < STEPS; step++) {
            int between = (good + bad) / 2;
            if (bearable.test(between)) {
                good = between;
            } else {
                bad = between;
            }
        }
        return good;
    }
}
