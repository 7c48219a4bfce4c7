package dev.parley.bench.command;

import java.util.Locale;

/**
 * One kind of load on one engine.
 *
 * @param senders who send again as soon as they are answered; 0 = a constant rate instead
 * @param perSecond that rate; 0 = as fast as the senders are answered
 * @param bytes of each message's text
 */
record Cell(Engine engine, int senders, int perSecond, int conversations, int bytes) {

    static Cell closed(Engine engine, int senders, int conversations, int bytes) {
        return new Cell(engine, senders, 0, conversations, bytes);
    }

    static Cell open(Engine engine, int perSecond, int conversations, int bytes) {
        return new Cell(engine, 0, perSecond, conversations, bytes);
    }

    Cell on(Engine other) {
        return new Cell(other, senders, perSecond, conversations, bytes);
    }

    boolean isOpen() {
        return senders == 0;
    }

    Load load() {
        return isOpen() ? new OpenLoop(perSecond) : new ClosedLoop(senders);
    }

    /** For a column of a table. */
    String name() {
        String pressure =
                isOpen() ? number(perSecond) + "/s" : number(senders) + (senders == 1 ? " sender" : " senders");
        return pressure + ", " + number(conversations) + " conv., "
                + (bytes < 1_000 ? bytes + " B" : bytes / 1_000 + " kB");
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
