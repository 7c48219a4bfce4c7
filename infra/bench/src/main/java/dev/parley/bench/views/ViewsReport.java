package dev.parley.bench.views;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was found: rates and sizes, each beside what is wanted, and times. */
record ViewsReport(
        Instant at,
        Machine machine,
        int messages,
        int conversations,
        List<Figure> figures,
        List<Latency.Summary> latencyMillis) {

    /** @param wanted in words; empty = nothing in particular */
    record Figure(String what, double value, String unit, String wanted) {}

    void print(PrintStream out) {
        out.printf(
                "Views of %,d messages in %,d conversations, on %d processors with the whole product and the load%n%n",
                messages, conversations, machine.processors());
        Table sizes = new Table(out, 66, 18);
        sizes.row("", "found", "wanted");
        figures.forEach(figure -> sizes.row(
                figure.what(), String.format(Locale.ROOT, "%,.1f %s", figure.value(), figure.unit()), figure.wanted()));
        out.println();
        new Table(out, 66, 11).rows(latencyMillis);
    }
}
