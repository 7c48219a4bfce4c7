package dev.parley.standalone.events;

import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.PositionedEvent;
import dev.parley.eventstore.rocks.StoredEvent;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.holdings.Holdings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the events that were asked for, in the store's order, holding a page of them at a time. */
public final class Events {

    public static final Set<String> OPTIONS = EventQuery.OPTIONS;

    private static final int PAGE = 256;

    private final EventQuery query;

    /** @throws ToolFailed when one of the options is not understood */
    public Events(Map<String, String> options) throws ToolFailed {
        this.query = EventQuery.of(options);
    }

    /** @throws IOException when nobody takes what is printed */
    public void print(Holdings holdings, OutputStream out) throws ToolFailed, IOException {
        try (EventLog log = EventLog.openToRead(holdings.eventStore())) {
            print(log, out);
        }
        out.flush();
    }

    void print(EventLog log, OutputStream out) throws ToolFailed, IOException {
        long first = query.from().map(bound -> bound.first(log)).orElse(1L);
        long last = query.to().map(bound -> bound.last(log)).orElse(log.head());
        EventLines lines = new EventLines(out);
        if (query.conversation().isPresent()) {
            printHistory(query.conversation().get(), first, last, log, lines);
        } else {
            printAll(first, last, log, lines);
        }
    }

    private void printAll(long first, long last, EventLog log, EventLines lines) throws IOException {
        long next = first;
        while (next <= last) {
            for (StoredEvent event : log.after(next - 1, (int) Math.min(PAGE, last - next + 1))) {
                printIfAskedFor(next++, event, lines);
            }
        }
    }

    private void printHistory(String aggregate, long first, long last, EventLog log, EventLines lines)
            throws IOException, ToolFailed {
        List<PositionedEvent> page = log.history(aggregate, 0);
        if (page.isEmpty()) {
            throw new ToolFailed("There is no event of a conversation " + aggregate + " in this store.");
        }
        while (!page.isEmpty() && page.getFirst().position() <= last) {
            for (PositionedEvent each : page) {
                if (each.position() >= first && each.position() <= last) {
                    printIfAskedFor(each.position(), each.event(), lines);
                }
            }
            page = log.history(aggregate, page.getLast().event().sequence() + 1);
        }
    }

    private void printIfAskedFor(long position, StoredEvent event, EventLines lines) throws IOException {
        if (query.type().isEmpty() || query.type().get().equals(EventLines.simpleName(event.payloadType()))) {
            lines.write(position, event);
        }
    }
}
