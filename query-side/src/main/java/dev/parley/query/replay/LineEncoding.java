package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import java.time.Instant;

/**
 * Events as lines of JSON, bare or as server-sent events. What lies in the store as JSON goes on as it lies there: nothing is parsed here.
 */
public final class LineEncoding implements Encoding {

    private static final int CAPACITY = 256 << 10;

    private final Bytes out = new Bytes(CAPACITY);
    private final boolean asServerSentEvents;

    /** Events of one millisecond are many, and its text is the same for all of them. */
    private long lastTime = Long.MIN_VALUE;

    private String lastTimeText = "";
    private long lastPosition;

    private LineEncoding(boolean asServerSentEvents) {
        this.asServerSentEvents = asServerSentEvents;
    }

    /** A line is an event. */
    public static LineEncoding ndjson() {
        return new LineEncoding(false);
    }

    /** The event's id is its position, so that {@code Last-Event-ID} resumes behind it. */
    static LineEncoding serverSentEvents() {
        return new LineEncoding(true);
    }

    @Override
    public void add(ArchivedEvent event) {
        lastPosition = event.position();
        if (asServerSentEvents) {
            out.ascii("id: ").number(event.position());
            out.ascii("\nevent: ").ascii(event.type()).ascii("\ndata: ");
        }
        out.ascii("{\"position\":").number(event.position());
        out.ascii(",\"time\":\"").ascii(time(event.storedAt()));
        out.ascii("\",\"type\":").quoted(event.type());
        out.ascii(",\"revision\":").quoted(event.revision());
        out.ascii(",\"aggregate\":").quoted(event.aggregate());
        out.ascii(",\"version\":").number(event.version());
        out.ascii(",\"id\":").quoted(event.id());
        if (event.metadata() != null) {
            out.ascii(",\"metadata\":").put(event.metadata());
        }
        out.ascii(",\"payload\":").put(event.payload());
        out.ascii(asServerSentEvents ? "}\n\n" : "}\n");
    }

    private String time(long millis) {
        if (millis != lastTime) {
            lastTime = millis;
            lastTimeText = Instant.ofEpochMilli(millis).toString();
        }
        return lastTimeText;
    }

    @Override
    public int waiting() {
        return out.size();
    }

    @Override
    public byte[] take() {
        return out.take();
    }

    /** An empty line says nothing in either format. */
    @Override
    public byte[] signOfLife(long position) {
        return Bytes.utf8(asServerSentEvents ? ": at " + position + "\n\n" : "\n");
    }

    /** Browsers ask again when a stream ends, unless they are told that this was all. */
    @Override
    public byte[] end() {
        if (asServerSentEvents) {
            out.ascii("event: end\ndata: {\"position\":").number(lastPosition).ascii("}\n\n");
        }
        return take();
    }

    @Override
    public void close() {
        // nothing but memory
    }
}
