package dev.parley.bench.measure;

import java.io.PrintStream;
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
}
