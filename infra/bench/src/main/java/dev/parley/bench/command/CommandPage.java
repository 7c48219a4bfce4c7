package dev.parley.bench.command;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.plot.BarChart;
import dev.parley.bench.plot.BarChart.Bar;
import dev.parley.bench.plot.LineChart;
import dev.parley.bench.plot.LineChart.Course;
import dev.parley.bench.plot.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The command bench's figures as a page. */
final class CommandPage {

    private static final List<String> PERCENTILES = List.of("P50", "P95", "P99", "P99.9", "max");
    private static final int COURSES = 5;

    private CommandPage() {}

    static String of(CommandReport report) {
        Page page = new Page(
                "Parley: commands",
                report.load() + ", on " + report.machine().processors() + " processors, "
                        + report.machine().os() + ", Java " + report.machine().java() + ", " + report.at());
        throughput(page, report.closed());
        latency(page, report.closed(), "Closed loop: from send to durable answer", "By how many send at once.");
        latency(
                page,
                report.open(),
                "Open loop: from when a message was due to its durable answer",
                "By offered rate; messages come whether or not those before are answered.");
        pair(page, report);
        if (report.store() != null) {
            store(page, report.store());
        }
        table(page, report);
        return page.html();
    }

    private static void throughput(Page page, List<Figures> closed) {
        if (closed.isEmpty()) {
            return;
        }
        page.section("Closed loop: durable messages a second", "Each sender sends again once it is answered.");
        page.chart(new BarChart(
                "Durable messages a second by senders",
                closed.stream().map(figures -> bar(figures, 0)).toList()));
    }

    private static Bar bar(Figures figures, int series) {
        return new Bar(
                CommandReport.name(figures),
                figures.perSecond(),
                String.format(Locale.ROOT, "%,.0f", figures.perSecond()),
                series);
    }

    /** As many lines as an eye can follow. */
    private static void latency(Page page, List<Figures> cells, String heading, String explanation) {
        List<Course> courses = cells.stream()
                .filter(figures -> figures.latencyMillis().count() > 0)
                .limit(COURSES)
                .map(figures -> new Course(figures.cell().name(), percentiles(figures.latencyMillis())))
                .toList();
        if (!courses.isEmpty()) {
            page.section(heading, explanation);
            page.chart(new LineChart(heading, "ms", PERCENTILES, courses));
        }
    }

    private static List<Double> percentiles(Latency.Summary latency) {
        return List.of(latency.p50(), latency.p95(), latency.p99(), latency.p999(), latency.max());
    }

    private static void pair(Page page, CommandReport report) {
        if (report.ratio() == null) {
            return;
        }
        page.section(
                String.format(Locale.ROOT, "RocksDB beside JDBC: %.0f times as many", report.ratio()),
                "The same commands on both engines by turns. RocksDB syncs before it answers; H2, unless another database was"
                        + " named, writes at each commit and never syncs.");
        page.chart(new BarChart(
                "Durable messages a second by engine",
                report.pair().stream()
                        .map(figures -> bar(figures, figures.cell().engine() == Engine.JDBC ? 1 : 0))
                        .toList()));
    }

    private static void store(Page page, StoreFigures store) {
        page.section("The store itself", String.format(Locale.ROOT, "%,d events.", store.events()));
        page.table(
                List.of("", ""),
                List.of(
                        List.of("read in order", format("%,.0f events/s", store.readPerSecond())),
                        List.of("on disk", format("%.0f B/event", store.bytesPerEvent())),
                        List.of("opened, first after the writing", format("%.0f ms", store.firstOpeningMillis())),
                        List.of("opened again", format("%.0f ms", store.openingMillis())),
                        List.of(
                                String.format(Locale.ROOT, "command to %,d events, with snapshot", store.history()),
                                format("%.1f ms", store.withSnapshotMillis())),
                        List.of("the same without snapshot", format("%.1f ms", store.withoutSnapshotMillis()))));
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    private static void table(Page page, CommandReport report) {
        page.section(
                "All figures",
                "Times in milliseconds. Processor time is the whole process's, the load included; \"others\" are the"
                        + " processors that other processes kept busy meanwhile.");
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(CommandReport.COLUMNS);
        page.table(
                head,
                Stream.of(report.closed(), report.open(), report.pair())
                        .flatMap(List::stream)
                        .map(CommandPage::row)
                        .toList());
    }

    private static List<String> row(Figures figures) {
        List<String> row = new ArrayList<>(List.of(CommandReport.name(figures)));
        row.addAll(List.of(CommandReport.cells(figures)));
        return row;
    }
}
