package dev.parley.standalone.verify;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.StoreUnavailable;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.Verification;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.holdings.Holdings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Walks the whole event store and tells everything in it that is not as it was written. */
public final class Verify {

    private final PrintStream console;
    private final boolean terminal;

    /** @param terminal whether a person watches */
    public Verify(PrintStream console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    /** @throws ToolFailed when the store is damaged; the damages were printed */
    public void run(Holdings holdings) throws ToolFailed {
        console.println(holdings.describe());
        Path store = holdings.eventStore();
        try (EventLog log = EventLog.openToRead(store)) {
            Verification.Result result = Verification.of(log, new EventContent(), new Bar(console, terminal));
            requireStillThere(store);
            tell(result);
        } catch (CannotOpenStore | DamagedStore | StoreUnavailable e) {
            throw new ToolFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** What a running Parley lends is gone when it stops, and that is no damage. */
    private static void requireStillThere(Path store) throws ToolFailed {
        if (Files.notExists(store.resolve("CURRENT"))) {
            throw new ToolFailed("Parley stopped before its store was verified; try again.");
        }
    }

    private void tell(Verification.Result result) throws ToolFailed {
        if (result.sound()) {
            console.printf(Locale.ROOT, "The event store is sound: %,d events.%n", result.events());
            return;
        }
        result.named().forEach(damage -> console.println("  " + damage));
        if (result.damages() > result.named().size()) {
            console.printf(
                    Locale.ROOT,
                    "  and %,d more%n",
                    result.damages() - result.named().size());
        }
        throw new ToolFailed(String.format(
                Locale.ROOT,
                "The event store is damaged in %,d place%s; restore it from a backup with ./parley restore.",
                result.damages(),
                result.damages() == 1 ? "" : "s"));
    }
}
