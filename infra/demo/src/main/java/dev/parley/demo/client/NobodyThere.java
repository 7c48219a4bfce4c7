package dev.parley.demo.client;

import java.net.URI;

/** Nothing answers at the address. */
public final class NobodyThere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyThere(URI address, Throwable cause) {
        super(
                "Nothing answers at " + address + ": run ./parley start first, or name the right address with --url.",
                cause);
    }
}
