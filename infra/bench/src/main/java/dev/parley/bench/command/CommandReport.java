package dev.parley.bench.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the command bench found.
 *
 * @param pair the same cell on both engines by turns
 * @param ratio RocksDB's acknowledged messages to the other engine's in those turns; null = not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandReport(
        Instant at,
        Machine machine,
        String load,
        List<Figures> closed,
        List<Figures> open,
        List<Figures> pair,
        @Nullable Double ratio,
        @Nullable StoreFigures store) {

    static final List<String> COLUMNS = List.of(
            "msg/s",
            "P50 ms",
            "P95 ms",
            "P99 ms",
            "P99.9 ms",
            "max ms",
            "syncs/s",
            "B/event",
            "CPU s/1k",
            "cores",
            "others",
            "refused");

    /** Of all turns together. Null when an engine had none. */
    static @Nullable Double ratio(List<Figures> pair) {
        double rocks = perSecond(pair, Engine.ROCKSDB);
        double jdbc = perSecond(pair, Engine.JDBC);
        return rocks == 0 || jdbc == 0 ? null : rocks / jdbc;
    }

    private static double perSecond(List<Figures> pair, Engine engine) {
        return pair.stream()
                .filter(figures -> figures.cell().engine() == engine)
                .mapToDouble(Figures::perSecond)
                .average()
                .orElse(0);
    }

    void print(PrintStream out) {
        out.println(load + ", on " + machine.processors() + " processors");
        Table table = new Table(out, 38, 10);
        part(table, "closed loop, RocksDB", closed);
        part(table, "open loop, RocksDB; from when it was due", open);
        part(table, "both engines by turns", pair);
        if (ratio != null) {
            table.row("  RocksDB to JDBC", format("%.0f ×", ratio));
            table.out()
                    .println(
                            "  (RocksDB syncs before it answers; H2, unless another database was named, writes at each commit and never syncs)");
        }
        if (store != null) {
            print(table, store);
        }
    }

    private static void part(Table table, String name, List<Figures> part) {
        if (part.isEmpty()) {
            return;
        }
        table.out().println();
        table.row(name, COLUMNS.toArray(String[]::new));
        part.forEach(figures -> table.row("  " + name(figures), cells(figures)));
    }

    static String name(Figures figures) {
        Cell cell = figures.cell();
        return (cell.engine() == Engine.JDBC ? "JDBC: " : "") + cell.name();
    }

    static String[] cells(Figures figures) {
        var latency = figures.latencyMillis();
        return new String[] {
            format("%,.0f", figures.perSecond()),
            format("%.2f", latency.p50()),
            format("%.2f", latency.p95()),
            format("%.2f", latency.p99()),
            format("%.2f", latency.p999()),
            format("%.2f", latency.max()),
            known("%,.0f", figures.syncsPerSecond()),
            known("%.0f", figures.bytesPerEvent()),
            format("%.4f", figures.cpuSecondsPerThousand()),
            format("%.2f", figures.cores()),
            format("%.2f", figures.othersCores()),
            Long.toString(figures.refused())
        };
    }

    private static void print(Table table, StoreFigures store) {
        table.out().println();
        table.out().printf(Locale.ROOT, "the store itself, %,d events%n", store.events());
        table.row("  written by commands", format("%,.0f/s", store.written()));
        table.row("  on disk", format("%.0f B/event", store.bytesPerEvent()));
        table.row("  opened, first after the writing", format("%.0f ms", store.firstOpeningMillis()));
        table.row("  opened again", format("%.0f ms", store.openingMillis()));
        table.row("  read in order", format("%,.0f/s", store.readPerSecond()));
        table.out().printf(Locale.ROOT, "one command to a conversation of %,d events, in no cache%n", store.history());
        table.row("  with its snapshot", format("%.1f ms", store.withSnapshotMillis()));
        table.row("  without", format("%.1f ms", store.withoutSnapshotMillis()));
    }

    private static String known(String pattern, @Nullable Double number) {
        return number == null ? "-" : format(pattern, number);
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
