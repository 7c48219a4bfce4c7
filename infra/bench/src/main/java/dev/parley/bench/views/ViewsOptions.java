package dev.parley.bench.views;

import dev.parley.bench.measure.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the command line asks of the views bench. */
record ViewsOptions(
        Set<String> parts,
        int messages,
        int conversations,
        int people,
        Duration duration,
        boolean kept,
        Path data,
        Path results) {

    static final Set<String> PARTS = Set.of("project", "start", "read", "rebuild", "replay");

    static final String USAGE = """
            ./parley bench views      how fast views are computed, how soon they are there after a start, how fast they are read
              --parts A,B        some of project (all views and the index at once), start, read, rebuild (heads, history and
                                 search, each alone), replay; all of them if not said
              --messages N       (1000000)
              --conversations N  (10000), of ten people each
              --people N         (1000)
              --seconds N        how long each kind of read goes on (20)
              --keep             takes the messages that the last run has left behind, which spares making them
              --data DIR         where a Parley of its own stands (bench/data); what is in DIR/views goes away
              --results DIR      where the figures go as JSON (bench/results)
            """;

    private static final Set<String> NAMES =
            Set.of("--parts", "--messages", "--conversations", "--people", "--seconds", "--data", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static ViewsOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of("--keep"));
        ViewsOptions options = new ViewsOptions(
                given.words("--parts", PARTS),
                given.number("--messages", 1_000_000),
                given.number("--conversations", 10_000),
                given.number("--people", 1_000),
                Duration.ofSeconds(given.number("--seconds", 20)),
                given.has("--keep"),
                Path.of(given.text("--data", "bench/data")),
                Path.of(given.text("--results", "bench/results")));
        if (options.people < 2 * Archive.MEMBERS) {
            throw new IllegalArgumentException("--people takes at least " + 2 * Archive.MEMBERS);
        }
        return options;
    }

    Archive archive() {
        return new Archive(people, conversations, messages);
    }
}
