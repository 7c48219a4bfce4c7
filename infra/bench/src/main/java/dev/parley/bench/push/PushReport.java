package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was found: rates, sizes and times. */
record PushReport(Instant at, Machine machine, List<Figure> figures, List<Latency.Summary> latencyMillis) {

    /** @param unit such as {@code /s} */
    record Figure(String what, double value, String unit) {}

    void print(PrintStream out) {
        out.println(
                "Push, on " + machine.processors() + " processors with the load, the command side and Kafka beside it");
        out.println();
        Table rates = new Table(out, 70, 18);
        figures.forEach(figure ->
                rates.row(figure.what(), String.format(Locale.ROOT, "%,.1f %s", figure.value(), figure.unit())));
        out.println();
        Table times = new Table(out, 70, 11);
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
