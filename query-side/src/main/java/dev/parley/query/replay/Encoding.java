package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;

/** How events become bytes. Belongs to one replay, and to one thread at a time. */
public interface Encoding extends AutoCloseable {

    void add(ArchivedEvent event);

    /** How many bytes wait to be taken, about. */
    int waiting();

    /** What waits; may be empty. */
    byte[] take();

    /** What says that we are still there, and how far; empty where the format has no such thing. */
    byte[] signOfLife(long position);

    /** What follows the last event. */
    byte[] end();

    @Override
    void close();
}
