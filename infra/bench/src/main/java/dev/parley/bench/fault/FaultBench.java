package dev.parley.bench.fault;

import dev.parley.bench.fault.FaultLoop.Round;
import dev.parley.bench.measure.Scratch;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code ./parley bench faults}: {@code kill -9} under load, many times. */
public final class FaultBench {

    public static final String USAGE = FaultOptions.USAGE;

    private static final int LINE_EVERY = 10;

    private final FaultOptions options;
    private final PrintStream out;

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public FaultBench(List<String> args, PrintStream out) {
        this.options = FaultOptions.parse(args);
        this.out = out;
    }

    /** Returns the exit code: 1 when anything was wrong. Blocking. */
    public int run() throws IOException, InterruptedException {
        Scratch scratch = new Scratch(options.data().resolve("faults"));
        scratch.clear();
        FaultLoop loop = new FaultLoop(
                scratch.directory(), options.talkers(), options.resendEvery(), options.longest(), options.seed());
        out.printf(
                "kill -9 under load, %d times; %d messages under way, seed %d%n",
                options.rounds(), options.talkers(), options.seed());
        double slowest = 0;
        for (int i = 1; i <= options.rounds(); i++) {
            Round round = loop.round();
            slowest = Math.max(slowest, round.openingMillis());
            if (!round.findings().isEmpty()) {
                return tell(round, scratch);
            }
            if (i % LINE_EVERY == 0 || i == options.rounds()) {
                line(round, slowest);
            }
        }
        Round all = loop.everything();
        if (!all.findings().isEmpty()) {
            return tell(all, scratch);
        }
        out.printf(
                "%,d acknowledged messages, %,d of them acknowledged again when sent again, and all %,d events looked at once more: none lost, none doubled, no hole, in order.%n",
                all.acknowledged(), all.repeated(), all.events());
        scratch.remove();
        return 0;
    }

    private void line(Round round, double slowest) {
        out.printf(
                "  round %3d: %,11d acknowledged, %,7d again, %,11d events; slowest opening %,.0f ms; nothing wrong%n",
                round.number(), round.acknowledged(), round.repeated(), round.events(), slowest);
    }

    private int tell(Round round, Scratch scratch) {
        out.printf("Round %d:%n", round.number());
        round.findings().forEach(finding -> out.println("  " + finding));
        out.println("The store is left as it is in " + scratch.directory());
        return 1;
    }
}
