package dev.parley.bench.plot;

import java.util.List;
import java.util.stream.Collectors;

/** One HTML file that holds all it shows. */
public final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --back: #fdfdfc; --text: #1f2328; --quiet: #616872; --rule: #d9dce0;
              --c0: #2563a8; --c1: #c2571a; --c2: #2e7d4f; --c3: #8a4fa3; --c4: #a8323e; }
            @media (prefers-color-scheme: dark) { :root { --back: #16181b; --text: #e6e8ea; --quiet: #9aa1aa; --rule: #363b42;
              --c0: #6ea8e8; --c1: #f0955a; --c2: #6cc28f; --c3: #c596dc; --c4: #ee8089; } }
            body { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; max-width: 960px;
              margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .3rem; }
            p { color: var(--quiet); margin: .2rem 0 1rem; } svg { width: 100%; min-width: 680px; height: auto; }
            text { fill: var(--text); font: 13px system-ui, sans-serif; } text.label { fill: var(--quiet); }
            text.end { text-anchor: end; } text.middle { text-anchor: middle; } .grid { stroke: var(--rule); }
            .line { fill: none; stroke-width: 2; }
            .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; font-size: .85rem; }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .45em; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .82rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .3rem .6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
            th { color: var(--quiet); font-weight: 500; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
            """;
    private static final int SERIES = 5;

    private final String title;
    private final StringBuilder body = new StringBuilder();

    public Page(String title, String subtitle) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
        paragraph(subtitle);
    }

    public void section(String heading, String explanation) {
        body.append("<h2>").append(escaped(heading)).append("</h2>\n");
        paragraph(explanation);
    }

    private void paragraph(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
    }

    public void chart(BarChart chart) {
        plot(chart.svg());
    }

    public void chart(LineChart chart) {
        plot(chart.svg());
    }

    private void plot(String svg) {
        body.append("<div class=\"wide\">").append(svg).append("</div>\n");
    }

    /** The first cell of each row is its name. */
    public void table(List<String> head, List<List<String>> rows) {
        body.append("<div class=\"wide\"><table>\n").append(row("th", head));
        rows.forEach(row -> body.append(row("td", row)));
        body.append("</table></div>\n");
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    public String html() {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + STYLE + colours() + "</style>\n</head>\n<body>\n" + body
                + "</body>\n</html>\n";
    }

    private static String colours() {
        StringBuilder classes = new StringBuilder();
        for (int i = 0; i < SERIES; i++) {
            String colour = "var(--c" + i + ")";
            classes.append(".fill" + i + " { fill: " + colour + " } .stroke" + i + " { stroke: " + colour + " } .back"
                    + i + " { background: " + colour + " }\n");
        }
        return classes.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
