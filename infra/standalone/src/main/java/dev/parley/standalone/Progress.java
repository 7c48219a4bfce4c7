package dev.parley.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the console what is going on: one line per part, when it begins and when it is there. */
final class Progress {

    private final PrintStream console;

    Progress(PrintStream console) {
        this.console = console;
    }

    void line(String part, String what) {
        synchronized (console) {
            console.printf(Locale.ROOT, "  %-18s %s%n", part, what);
            console.flush();
        }
    }

    void ready(String part, String what, Duration took) {
        line(part, String.format(Locale.ROOT, "%-44s %7s", what, seconds(took)));
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    void say(String sentence) {
        synchronized (console) {
            console.println(sentence);
            console.flush();
        }
    }
}
