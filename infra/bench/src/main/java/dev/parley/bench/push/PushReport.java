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
        new Table(out, 70, 11).rows(latencyMillis);
    }
}
