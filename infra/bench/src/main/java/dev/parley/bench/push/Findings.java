package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.push.PushReport.Figure;
import java.util.ArrayList;
import java.util.List;

/** What the parts find out, in the order they find it. */
record Findings(List<Figure> figures, List<Latency.Summary> times) {

    Findings() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /** @param unit such as {@code /s} */
    void figure(String what, double value, String unit) {
        figures.add(new Figure(what, value, unit));
    }

    void time(Latency.Summary summary) {
        times.add(summary);
    }
}
