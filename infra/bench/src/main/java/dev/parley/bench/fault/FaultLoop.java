package dev.parley.bench.fault;

import dev.parley.eventstore.rocks.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Kills the command side under load, opens its store, looks at everything, and begins again on what it found. */
final class FaultLoop {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EARLY_ONE_IN = 10;
    private static final int FULL_EVERY = 50;
    private static final int LONG_EVERY = 20;
    private static final int LONG_TIMES = 8;

    private final Path store;
    private final int talkers;
    private final int resendEvery;
    private final Duration longest;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private Inspection inspection = new Inspection();
    private int resentFrom = 1;
    private int rounds;

    /**
     * @param talkers how many messages are under way at once
     * @param resendEvery after so many rounds, what was in doubt is sent again
     * @param longest until a process that talks is killed; every twentieth may live eight times as long
     */
    FaultLoop(Path store, int talkers, int resendEvery, Duration longest, long seed) {
        this.store = store;
        this.talkers = talkers;
        this.resendEvery = resendEvery;
        this.longest = longest;
        this.random = new SplittableRandom(seed);
    }

    /** @param findings what was wrong, nothing when all is well */
    record Round(
            int number, long acknowledged, long repeated, long events, double openingMillis, List<String> findings) {}

    Round round() throws IOException, InterruptedException {
        int number = ++rounds;
        boolean resend = number % resendEvery == 0;
        ledger.expect(number, talkers);
        List<Said> again = resend ? inDoubtBefore(number) : List.of();
        Victim victim = new Victim(store, number, talkers, again, ledger);
        boolean talked = true;
        try {
            if (!resend && random.nextInt(EARLY_ONE_IN) == 0) {
                Thread.sleep(random.nextLong(1_500)); // while it starts, and perhaps opens the store
            } else {
                talked = victim.talks(PATIENCE.toMillis());
                Thread.sleep(random.nextLong(longest(number).toMillis()));
            }
        } finally {
            victim.kill();
        }
        if (resend) {
            resentFrom = number - resendEvery; // once more the next time: this process may have died over it
        }
        return look(number, talked ? List.of() : List.of("Nothing was acknowledged within " + PATIENCE));
    }

    /** Now and then long enough that tables are written and merged meanwhile. */
    private Duration longest(int round) {
        return round % LONG_EVERY == 0 ? longest.multipliedBy(LONG_TIMES) : longest;
    }

    private List<Said> inDoubtBefore(int round) {
        return ledger.inDoubtSince(resentFrom).stream()
                .filter(said -> said.talker().round() < round)
                .toList();
    }

    /** Looks at the whole store once more. */
    Round everything() {
        inspection = new Inspection();
        return look(rounds, List.of());
    }

    /** The store must open by itself, whatever happened. */
    private Round look(int number, List<String> before) {
        if (number % FULL_EVERY == 0) {
            inspection = new Inspection();
        }
        List<String> findings = new ArrayList<>(before);
        long start = System.nanoTime();
        double opening = 0;
        try (EventLog log = EventLog.open(store, Clock.systemUTC())) {
            opening = (System.nanoTime() - start) / 1e6;
            findings.addAll(inspection.of(log, ledger));
        } catch (RuntimeException e) {
            findings.add("The store did not open: " + e);
        }
        return new Round(number, ledger.acknowledged(), ledger.repeated(), inspection.position(), opening, findings);
    }
}
