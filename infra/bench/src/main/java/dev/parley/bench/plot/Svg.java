package dev.parley.bench.plot;

import java.util.Locale;

/** A drawing, element after element. Colours are the page's, by class. */
final class Svg {

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;
    private final String says;

    /** @param says what somebody hears who cannot see it */
    Svg(int width, int height, String says) {
        this.width = width;
        this.height = height;
        this.says = says;
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line", number("x1", x1), number("y1", y1), number("x2", x2), number("y2", y2), style(style), "/>");
    }

    void bar(double x, double y, double width, double height, String style) {
        add(
                "<rect rx=\"2\"",
                number("x", x),
                number("y", y),
                number("width", Math.max(1, width)),
                number("height", height),
                style(style),
                "/>");
    }

    void dot(double x, double y, String style, String title) {
        add(
                "<circle r=\"4\"",
                number("cx", x),
                number("cy", y),
                style(style),
                "><title>",
                Page.escaped(title),
                "</title></circle>");
    }

    /** @param points x and y with a comma between, blanks between the points */
    void path(String points, String style) {
        add("<polyline points=\"", points, "\"", style(style), "/>");
    }

    void text(double x, double y, String style, String text) {
        add("<text", number("x", x), number("y", y), style(style), ">", Page.escaped(text), "</text>");
    }

    private static String number(String name, double value) {
        return " " + name + "=\"" + Math.round(value * 10) / 10.0 + "\"";
    }

    private static String style(String style) {
        return " class=\"" + style + "\"";
    }

    private void add(String... parts) {
        elements.append(String.join("", parts)).append('\n');
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n",
                width,
                height,
                Page.escaped(says),
                elements);
    }
}
