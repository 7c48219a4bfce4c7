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
        new Table(out, 50, 11).rows(latencyMillis);
    }
}
