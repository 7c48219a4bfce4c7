package dev.parley.bench.command;

import dev.parley.bench.measure.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line asks of the command bench.
 *
 * @param parts which of {@link #PARTS}
 * @param closed cells of senders, on RocksDB
 * @param open cells of a constant rate, on RocksDB
 * @param pair the cell that is run on JDBC and on RocksDB by turns, for the ratio
 * @param jdbcUrl of the database for that; empty = H2 in a file
 * @param rounds of that pair
 * @param events how many the store holds that is opened and read
 * @param longHistory how many the conversation has that is loaded
 */
record CommandOptions(
        Set<String> parts,
        List<Cell> closed,
        List<Cell> open,
        Cell pair,
        String jdbcUrl,
        int rounds,
        int events,
        int longHistory,
        Duration duration,
        Duration warmUp,
        int cachedAggregates,
        Path data,
        Path results) {

    static final Set<String> PARTS = Set.of("closed", "open", "jdbc", "store");

    static final String USAGE = """
            ./parley bench commands  the command side alone, from a command to its durable answer; needs no running Parley
              --parts A,B      some of closed,open,jdbc,store (all four)
              --full           every number of senders with every number of conversations and every length
              --senders A,B    with the two below: exactly these cells (1, 16, 256 and 1024 by 1000 conversations and 100 bytes,
              --conversations A,B                    and 256 senders by the other numbers: 1, 100000; 1000, 10000 bytes)
              --bytes A,B
              --rates A,B      offered messages per second of the open loop (1000,5000,20000)
              --jdbc URL       the database to compare with (H2 in a file; it writes at each commit but never syncs, which flatters it)
              --jdbc-senders N in that comparison (256)
              --rounds N       of it, the engines by turns (2)
              --events N       in the store that is opened and read (1000000)
              --history N      events of the conversation that is loaded (100000)
              --seconds N      measured per cell (5)
              --warm-up N      seconds before (2)
              --cached N       aggregates in memory (10000, as in the product)
              --data DIR       where the stores stand while they are measured (bench/data); what is in DIR/store goes away
              --results DIR    where JSON and page go (bench/results)
            """;

    private static final Set<String> NAMES = Set.of(
            "--parts",
            "--senders",
            "--conversations",
            "--bytes",
            "--rates",
            "--jdbc",
            "--jdbc-senders",
            "--rounds",
            "--events",
            "--history",
            "--seconds",
            "--warm-up",
            "--cached",
            "--data",
            "--results");

    private static final List<Integer> SENDERS = List.of(1, 16, 256, 1_024);
    private static final List<Integer> CONVERSATIONS = List.of(1, 1_000, 100_000);
    private static final List<Integer> BYTES = List.of(100, 1_000, 10_000);

    private static final int USUAL_SENDERS = 256;
    private static final int USUAL_CONVERSATIONS = 1_000;
    private static final int USUAL_BYTES = 100;

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static CommandOptions parse(List<String> args) {
        Arguments given = Arguments.parse(args, NAMES, Set.of("--full"));
        Cell pair = Cell.closed(
                Engine.JDBC, given.number("--jdbc-senders", USUAL_SENDERS), USUAL_CONVERSATIONS, USUAL_BYTES);
        return new CommandOptions(
                given.words("--parts", PARTS),
                closed(given),
                given.numbers("--rates", List.of(1_000, 5_000, 20_000)).stream()
                        .map(rate -> Cell.open(Engine.ROCKSDB, rate, USUAL_CONVERSATIONS, USUAL_BYTES))
                        .toList(),
                pair,
                given.text("--jdbc", ""),
                given.number("--rounds", 2),
                given.number("--events", 1_000_000),
                given.number("--history", 100_000),
                Duration.ofSeconds(given.number("--seconds", 5)),
                Duration.ofSeconds(given.numberOrZero("--warm-up", 2)),
                given.number("--cached", 10_000),
                Path.of(given.text("--data", "bench/data")),
                Path.of(given.text("--results", "bench/results")));
    }

    private static List<Cell> closed(Arguments given) {
        if (given.has("--full")) {
            return cells(SENDERS, CONVERSATIONS, BYTES);
        }
        if (given.has("--senders") || given.has("--conversations") || given.has("--bytes")) {
            return cells(
                    given.numbers("--senders", List.of(USUAL_SENDERS)),
                    given.numbers("--conversations", List.of(USUAL_CONVERSATIONS)),
                    given.numbers("--bytes", List.of(USUAL_BYTES)));
        }
        Set<Cell> star = new LinkedHashSet<>();
        star.addAll(cells(SENDERS, List.of(USUAL_CONVERSATIONS), List.of(USUAL_BYTES)));
        star.addAll(cells(List.of(USUAL_SENDERS), CONVERSATIONS, List.of(USUAL_BYTES)));
        star.addAll(cells(List.of(USUAL_SENDERS), List.of(USUAL_CONVERSATIONS), BYTES));
        return List.copyOf(star);
    }

    private static List<Cell> cells(List<Integer> senders, List<Integer> conversations, List<Integer> bytes) {
        List<Cell> cells = new ArrayList<>();
        for (int length : bytes) {
            for (int number : conversations) {
                for (int many : senders) {
                    cells.add(Cell.closed(Engine.ROCKSDB, many, number, length));
                }
            }
        }
        return cells;
    }
}
