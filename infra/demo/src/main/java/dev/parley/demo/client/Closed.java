package dev.parley.demo.client;

/** How a connection ended: the protocol's close code, or {@link #BROKEN} when it ended without one. */
public record Closed(int code, String reason) {

    /** RFC 6455: the connection went away without a closing handshake. */
    public static final int BROKEN = 1006;
}
