package dev.parley.bench;

import dev.parley.bench.measure.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What the command line asks of the spine. */
record Options(URI url, int perSecond, Duration duration, Duration warmUp, OptionalLong pid, Path results) {

    static final String USAGE = """
            ./parley bench [spine]   one message's whole way through a running Parley: ack, push, history, search
              --url U          the product's address (http://127.0.0.1:8080)
              --rate N         messages per second (20)
              --seconds N      how long (30)
              --warm-up N      seconds at the same rate that are not measured (5)
              --pid N          the product's process, to add up its memory and its children's
              --results DIR    where the figures go as JSON (bench/results)
            """;

    private static final Set<String> NAMES = Set.of("--url", "--rate", "--seconds", "--warm-up", "--pid", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static Options parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of());
        return new Options(
                URI.create(given.text("--url", "http://127.0.0.1:8080")),
                given.number("--rate", 20),
                Duration.ofSeconds(given.number("--seconds", 30)),
                Duration.ofSeconds(given.numberOrZero("--warm-up", 5)),
                given.has("--pid") ? OptionalLong.of(given.number("--pid", 1)) : OptionalLong.empty(),
                Path.of(given.text("--results", "bench/results")));
    }
}
