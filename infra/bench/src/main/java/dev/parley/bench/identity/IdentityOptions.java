package dev.parley.bench.identity;

import dev.parley.bench.measure.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the command line asks of the identity bench. */
record IdentityOptions(
        URI url,
        Set<String> parts,
        Duration duration,
        int callers,
        int messagesPerSecond,
        int signIns,
        int signOuts,
        Path results) {

    static final Set<String> PARTS = Set.of("verify", "issue", "storm", "sign-out");

    static final String USAGE = """
            ./parley bench identity   tokens issued and checked, sign-ins beside messages, sign-outs
              --url U          the product's address (http://127.0.0.1:8080). It has to be started with
                               --parley.auth.throttle.sign-ins-per-minute=100000 and, for it to register as
                               many people as it needs, --parley.auth.throttle.registrations-per-minute=100000
              --parts A,B      some of verify,issue,storm,sign-out; verify needs no running Parley (all)
              --seconds N      how long tokens are issued, and messages sent without a storm (10)
              --callers N      how many ask for tokens at once (16)
              --rate N         messages per second during the storm (0: half of what can be borne, which is found first)
              --sign-ins N     how many people sign in at once (200)
              --sign-outs N    how many devices are signed out one after the other (50)
              --results DIR    where the figures go as JSON (bench/results)
            """;

    private static final Set<String> NAMES =
            Set.of("--url", "--parts", "--seconds", "--callers", "--rate", "--sign-ins", "--sign-outs", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static IdentityOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of());
        return new IdentityOptions(
                URI.create(given.text("--url", "http://127.0.0.1:8080")),
                given.words("--parts", PARTS),
                Duration.ofSeconds(given.number("--seconds", 10)),
                given.number("--callers", 16),
                given.numberOrZero("--rate", 0),
                given.number("--sign-ins", 200),
                given.number("--sign-outs", 50),
                Path.of(given.text("--results", "bench/results")));
    }
}
