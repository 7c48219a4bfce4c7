package dev.parley.bench.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Rows for a console: a name on the left, cells of one width on the right. */
public record Table(PrintStream out, int nameWidth, int cellWidth) {

    public void row(String name, String... cells) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + nameWidth + "s", name));
        for (String cell : cells) {
            row.append(String.format(Locale.ROOT, "%" + cellWidth + "s", cell));
        }
        out.println(row.toString().stripTrailing());
    }

    /** A head, and a row for each of these, in milliseconds. */
    public void rows(List<Latency.Summary> latencies) {
        row("", "P50", "P95", "P99", "max", "count");
        latencies.forEach(each -> row(
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
