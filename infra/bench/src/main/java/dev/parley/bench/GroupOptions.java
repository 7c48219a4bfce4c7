package dev.parley.bench;

import dev.parley.bench.measure.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command line asks of the groups. */
record GroupOptions(
        URI url, int members, int times, @Nullable Path people, Path results) {

    static final String USAGE = """
            ./parley bench groups    a large group beside a pair: filling it, kicks, lists, readers, messages, its end
              --url U          the product's address (http://127.0.0.1:8080). It has to be started with
                               --parley.auth.throttle.registrations-per-minute=1000000
              --members N      how many people are in the group (5000)
              --times N        how often each call is made (200)
              --people FILE    keeps the ids of whom it registers, which takes minutes, and takes them from there next time
              --results DIR    where the figures go as JSON (bench/results)
            """;

    private static final Set<String> NAMES = Set.of("--url", "--members", "--times", "--people", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static GroupOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of());
        GroupOptions options = new GroupOptions(
                URI.create(given.text("--url", "http://127.0.0.1:8080")),
                given.number("--members", 5_000),
                given.number("--times", 200),
                given.has("--people") ? Path.of(given.text("--people", "")) : null,
                Path.of(given.text("--results", "bench/results")));
        if (options.members() <= options.times()) {
            throw new IllegalArgumentException(
                    "--members takes more than --times, for each kick needs somebody to kick");
        }
        return options;
    }
}
