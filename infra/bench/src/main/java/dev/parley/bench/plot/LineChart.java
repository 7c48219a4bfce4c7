package dev.parley.bench.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Courses over the same few steps, on a scale of powers of ten: each step up is ten times as much. At most five of them. */
public record LineChart(String title, String unit, List<String> steps, List<Course> courses) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 40;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    /** A value per step, each above zero. */
    public record Course(String name, List<Double> values) {}

    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        int lowest = power(
                courses.stream()
                        .flatMap(each -> each.values().stream())
                        .min(Double::compare)
                        .orElse(0.1),
                false);
        int highest = Math.max(
                lowest + 1,
                power(
                        courses.stream()
                                .flatMap(each -> each.values().stream())
                                .max(Double::compare)
                                .orElse(1.0),
                        true));
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power), lowest, highest);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "grid");
            svg.text(LEFT - 8, y + 4, "label end", tick(power) + " " + unit);
        }
        for (int step = 0; step < steps.size(); step++) {
            svg.text(x(step), HEIGHT - 10, "label middle", steps.get(step));
        }
        for (int i = 0; i < courses.size(); i++) {
            draw(svg, courses.get(i), i, lowest, highest);
        }
        return svg + legend();
    }

    private void draw(Svg svg, Course course, int series, int lowest, int highest) {
        List<Double> values = course.values();
        svg.path(
                IntStream.range(0, values.size())
                        .mapToObj(step ->
                                String.format(Locale.ROOT, "%.1f,%.1f", x(step), y(values.get(step), lowest, highest)))
                        .collect(Collectors.joining(" ")),
                "line stroke" + series);
        for (int step = 0; step < values.size(); step++) {
            svg.dot(
                    x(step),
                    y(values.get(step), lowest, highest),
                    "fill" + series,
                    course.name() + ", " + steps.get(step) + ": " + values.get(step) + " " + unit);
        }
    }

    private String legend() {
        return IntStream.range(0, courses.size())
                .mapToObj(i -> "<li><span class=\"key back" + i + "\"></span>"
                        + Page.escaped(courses.get(i).name()) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>\n"));
    }

    private double x(int step) {
        double room = WIDTH - LEFT - RIGHT - 60.0;
        return LEFT + 30 + room * step / Math.max(1, steps.size() - 1);
    }

    private static double y(double value, int lowest, int highest) {
        double part = (Math.log10(Math.max(value, Math.pow(10, lowest))) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    private static int power(double value, boolean up) {
        double power = Math.log10(Math.max(value, 0.01));
        return (int) (up ? Math.ceil(power) : Math.floor(power));
    }

    private static String tick(int power) {
        return power >= 0
                ? String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power))
                : Double.toString(Math.pow(10, power));
    }
}
