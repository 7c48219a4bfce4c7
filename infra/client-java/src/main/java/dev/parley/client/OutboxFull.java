package dev.parley.client;

/** As much waits for its answer already as this device keeps; try again when something has been answered. */
public final class OutboxFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxFull(int capacity) {
        super(capacity + " frames wait for their answers");
    }
}
