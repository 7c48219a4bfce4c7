package dev.parley.bench.fault;

import dev.parley.bench.measure.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the command line asks of the fault loop. */
record FaultOptions(int rounds, int talkers, int resendEvery, Duration longest, int seed, Path data) {

    static final String USAGE = """
            ./parley bench faults    kills the command side under load, again and again, and checks that nothing was lost; exit 1 if it was
              --rounds N       (200)
              --talkers N      messages under way at once (64)
              --resend-every N rounds, after which what is in doubt is sent again (5)
              --millis N       of load at most before a kill (1500)
              --seed N         of the random moments (1)
              --data DIR       where the store stands (bench/data); what is in DIR/faults goes away, and stays when something is wrong
            """;

    private static final Set<String> NAMES =
            Set.of("--rounds", "--talkers", "--resend-every", "--millis", "--seed", "--data");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static FaultOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of());
        return new FaultOptions(
                given.number("--rounds", 200),
                given.number("--talkers", 64),
                given.number("--resend-every", 5),
                Duration.ofMillis(given.number("--millis", 1_500)),
                given.numberOrZero("--seed", 1),
                Path.of(given.text("--data", "bench/data")));
    }
}
