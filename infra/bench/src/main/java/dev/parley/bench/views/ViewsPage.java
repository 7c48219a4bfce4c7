package dev.parley.bench.views;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.plot.BarChart;
import dev.parley.bench.plot.BarChart.Bar;
import dev.parley.bench.plot.LineChart;
import dev.parley.bench.plot.LineChart.Course;
import dev.parley.bench.plot.Page;
import java.util.List;
import java.util.Locale;

/** The views bench's figures as a page. */
final class ViewsPage {

    private static final List<String> PERCENTILES = List.of("P50", "P95", "P99", "P99.9", "max");
    private static final String PER_SECOND = "/s";

    private ViewsPage() {}

    static String of(ViewsReport report) {
        Page page = new Page(
                "Parley: views",
                String.format(
                        Locale.ROOT,
                        "%,d messages in %,d conversations, on %d processors with the whole product and the load, %s, Java %s, %s",
                        report.messages(),
                        report.conversations(),
                        report.machine().processors(),
                        report.machine().os(),
                        report.machine().java(),
                        report.at()));
        List<Bar> rates = report.figures().stream()
                .filter(figure -> figure.unit().equals(PER_SECOND))
                .map(figure -> new Bar(figure.what(), figure.value(), number(figure.value()), 0))
                .toList();
        if (!rates.isEmpty()) {
            page.section(
                    "Events a second", "Alone = while nothing else is computed; side by side = all that there is.");
            page.chart(new BarChart("Events a second", rates));
        }
        if (!report.latencyMillis().isEmpty()) {
            page.section("Reading", "Through the front door, at a constant rate.");
            page.chart(new LineChart(
                    "Reading",
                    "ms",
                    PERCENTILES,
                    report.latencyMillis().stream()
                            .map(latency -> new Course(latency.what(), percentiles(latency)))
                            .toList()));
        }
        page.section("All figures", "");
        page.table(
                List.of("", "found", "wanted"),
                report.figures().stream()
                        .map(figure ->
                                List.of(figure.what(), number(figure.value()) + " " + figure.unit(), figure.wanted()))
                        .toList());
        return page.html();
    }

    private static List<Double> percentiles(Latency.Summary latency) {
        return List.of(latency.p50(), latency.p95(), latency.p99(), latency.p999(), latency.max());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    }
}
