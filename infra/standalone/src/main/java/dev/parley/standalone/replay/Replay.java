package dev.parley.standalone.replay;

import dev.parley.api.InvalidInput;
import dev.parley.command.store.LogArchive;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.query.replay.Bound;
import dev.parley.query.replay.Disclosure;
import dev.parley.query.replay.Encoding;
import dev.parley.query.replay.Pseudonyms;
import dev.parley.query.replay.Reading;
import dev.parley.query.replay.ReplayFormat;
import dev.parley.query.replay.ReplayQuery;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.holdings.Holdings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Prints what {@code GET /api/v1/replay} answers, byte for byte: the same reading on a copy of the store. */
public final class Replay {

    public static final Set<String> OPTIONS =
            Set.of("--from", "--to", "--types", "--conversation", "--person", "--format", "--masked");

    private static final Set<String> MASKED = Set.of("true", "false");

    private final ReplayQuery query;
    private final ReplayFormat format;
    private final boolean masked;

    /** @throws ToolFailed when one of the options is not understood */
    public Replay(Map<String, String> options) throws ToolFailed {
        try {
            query = ReplayQuery.of(
                    options.get("--from"),
                    options.get("--to"),
                    options.get("--types"),
                    options.get("--conversation"),
                    options.get("--person"),
                    false);
            format = ReplayFormat.of(options.getOrDefault("--format", "ndjson"), false);
        } catch (InvalidInput e) {
            throw new ToolFailed("--" + e.field() + ": " + e.detail(), e);
        }
        String wish = options.getOrDefault("--masked", "true");
        if (!MASKED.contains(wish)) {
            throw new ToolFailed("--masked takes true or false, not \"" + wish + "\".");
        }
        masked = Boolean.parseBoolean(wish);
        if (query.from().isPresent() && query.from().get() instanceof Bound.Behind) {
            throw new ToolFailed("--from takes a position or a time here; checkpoints are for the running Parley.");
        }
    }

    /** @throws IOException when nobody takes what is printed */
    public void print(Holdings holdings, OutputStream out) throws ToolFailed, IOException {
        Disclosure shown = masked ? Disclosure.masked(Pseudonyms.ofFile(holdings.pseudonymKey())) : Disclosure.whole();
        try (EventLog log = EventLog.openToRead(holdings.eventStore())) {
            print(log, shown, out);
        }
        out.flush();
    }

    private void print(EventLog log, Disclosure shown, OutputStream out) throws ToolFailed, IOException {
        Encoding encoding = format.encoding();
        try (Reading reading = new Reading(new LogArchive(log), query, 0, shown, encoding, Clock.systemUTC())) {
            while (!reading.finished()) {
                out.write(reading.next());
            }
        } catch (InvalidInput e) {
            throw new ToolFailed("--" + e.field() + ": " + e.detail(), e);
        }
    }
}
