package dev.parley.standalone.verify;

import dev.parley.eventstore.rocks.Verification;
import dev.parley.eventstore.rocks.Verification.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows how far the verification is: a bar that moves on a terminal, now and then a line elsewhere. */
final class Bar implements Verification.Watcher {

    private static final int WIDTH = 30;
    private static final long MOVE_EVERY = Duration.ofMillis(100).toNanos();
    private static final long TELL_EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintStream console;
    private final boolean terminal;
    private Stage stage = Stage.FILES;
    private long begun = System.nanoTime();
    private long told = begun;

    Bar(PrintStream console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    @Override
    public void at(Stage now, long done, long total) {
        long time = System.nanoTime();
        if (now != stage) {
            stage = now;
            begun = time;
        }
        if (done >= total) {
            end(total, time - begun);
        } else if (time - told >= (terminal ? MOVE_EVERY : TELL_EVERY)) {
            told = time;
            move(done, total, time - begun);
        }
    }

    private void move(long done, long total, long nanos) {
        int percent = (int) (100.0 * done / total);
        if (terminal) {
            int filled = percent * WIDTH / 100;
            console.printf(
                    Locale.ROOT,
                    "\r  %-18s [%s%s] %3d %%  %-24s",
                    name(),
                    "#".repeat(filled),
                    "-".repeat(WIDTH - filled),
                    percent,
                    speed(done, nanos));
        } else {
            console.printf(Locale.ROOT, "  %-18s %3d %%  %s%n", name(), percent, speed(done, nanos));
        }
        console.flush();
    }

    private void end(long total, long nanos) {
        String line = String.format(Locale.ROOT, "  %-18s %-42s %6.1f s", name(), counted(total), nanos / 1e9);
        console.println(terminal ? "\r" + line + "            " : line);
    }

    private String name() {
        return switch (stage) {
            case FILES -> "Checksums";
            case INDEX -> "Index";
            case EVENTS -> "Events";
            case KEYS -> "Keys";
            case SNAPSHOTS -> "Snapshots";
        };
    }

    private String counted(long total) {
        return stage == Stage.FILES
                ? String.format(Locale.ROOT, "%,d kB", total >> 10)
                : String.format(Locale.ROOT, "%,d", total);
    }

    private String speed(long done, long nanos) {
        double perSecond = done / Math.max(1e-9, nanos / 1e9);
        return stage == Stage.FILES
                ? String.format(Locale.ROOT, "%,.0f MB/s", perSecond / (1 << 20))
                : String.format(Locale.ROOT, "%,.0f %s/s", perSecond, stage == Stage.EVENTS ? "events" : "entries");
    }
}
