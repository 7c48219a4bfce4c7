package dev.parley.bench.push;

import dev.parley.bench.measure.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the command line asks of the push bench. */
record PushOptions(
        Set<String> parts,
        int connections,
        int members,
        int online,
        Duration duration,
        int rounds,
        Path data,
        Path results) {

    static final Set<String> PARTS =
            Set.of("idle", "storm", "group", "ceiling", "fairness", "stopped", "batching", "away", "kill");

    /** By somebody who has been away for a month. */
    private static final int MISSED = 50_000;

    /** Jars, logs, and what else a process has open beside its connections. */
    private static final long SPARE_FILES = 1_000;

    static final String USAGE = """
            ./parley bench push       a push gateway in a process of its own: connections, fan-out, fairness, slow readers
              --parts A,B      some of idle,storm,group,fairness,ceiling,stopped,batching,away,kill (all)
              --connections N  idle ones, and those that come back at once (10000; mind ulimit -n)
              --members N      of the large group (5000)
              --online N       of them, connected (2000)
              --seconds N      how long each load lasts (15)
              --rounds N       how often a gateway is killed with kill -9 (3)
              --data DIR       where a Parley of its own stands (bench/data); what is in DIR/push goes away
              --results DIR    where the figures go as JSON (bench/results)
            """;

    private static final Set<String> NAMES =
            Set.of("--parts", "--connections", "--members", "--online", "--seconds", "--rounds", "--data", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static PushOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of());
        PushOptions options = new PushOptions(
                given.words("--parts", PARTS),
                given.number("--connections", 10_000),
                given.number("--members", 5_000),
                given.number("--online", 2_000),
                Duration.ofSeconds(given.number("--seconds", 15)),
                given.number("--rounds", 3),
                Path.of(given.text("--data", "bench/data")),
                Path.of(given.text("--results", "bench/results")));
        if (options.online > options.members - 3) {
            throw new IllegalArgumentException("--online is at most three less than --members");
        }
        return options;
    }

    boolean anyOf(String... some) {
        return Stream.of(some).anyMatch(parts::contains);
    }

    /** How many files this process and the gateway have to be able to open. */
    long files() {
        return Math.max(anyOf("idle", "storm") ? connections : 0, online) + SPARE_FILES;
    }

    Populace populace() {
        return new Populace(people(), members, anyOf("away") ? MISSED : 0);
    }

    /** Everybody who is anybody in one of the parts. */
    private int people() {
        return Math.max(members, connections);
    }
}
