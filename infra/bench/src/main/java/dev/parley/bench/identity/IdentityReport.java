package dev.parley.bench.identity;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was found: rates, ratios and times. */
record IdentityReport(Instant at, Machine machine, List<Figure> figures, List<Latency.Summary> latencyMillis) {

    /** @param unit such as {@code /s} */
    record Figure(String what, double value, String unit) {}

    void print(PrintStream out) {
        out.println("Identity, on " + machine.processors() + " processors with the load beside it");
        out.println();
        Table rates = new Table(out, 60, 16);
        figures.forEach(figure ->
                rates.row(figure.what(), String.format(Locale.ROOT, "%,.1f %s", figure.value(), figure.unit())));
        out.println();
        Table times = new Table(out, 50, 11);
        times.row("", "P50", "P95", "P99", "max", "count");
        latencyMillis.forEach(each -> times.row(
                each.what(),
                millis(each.p50()),
                millis(each.p95()),
                millis(each.p99()),
                millis(each.max()),
                Long.toString(each.count())));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
