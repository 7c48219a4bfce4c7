package dev.parley.node;

import java.io.IOException;

/** A server that answers its clients, until it is closed. */
public interface RunningNode extends AutoCloseable {

    /** Where its clients find it, as {@code host:port}. */
    String address();

    @Override
    void close() throws IOException;
}
