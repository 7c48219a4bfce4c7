package dev.parley.bench.plot;

import java.util.List;

/** Lengths below each other, from zero, each with its figure at its end. */
public record BarChart(String title, List<Bar> bars) {

    private static final int WIDTH = 860;
    private static final int LABELS = 300;
    private static final int FIGURES = 110;
    private static final int ROW = 30;
    private static final int THICK = 18;

    /** @param series 0 … 4, by which it has its colour */
    public record Bar(String label, double value, String figure, int series) {}

    public String svg() {
        Svg svg = new Svg(WIDTH, bars.size() * ROW + 4, title);
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        double scale = longest == 0 ? 0 : (WIDTH - LABELS - FIGURES) / longest;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = i * ROW + ROW / 2.0;
            svg.text(LABELS - 10, middle + 4.5, "label end", bar.label());
            svg.bar(LABELS, middle - THICK / 2.0, bar.value() * scale, THICK, "fill" + bar.series());
            svg.text(LABELS + bar.value() * scale + 8, middle + 4.5, "figure", bar.figure());
        }
        return svg.toString();
    }
}
