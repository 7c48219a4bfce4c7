package dev.parley.push.fanout;

import java.util.concurrent.CompletableFuture;

/** The connections' way out, as whoever fills it sees it. */
@FunctionalInterface
public interface Outflow {

    /**
     * Lets go what was offered {@linkplain Subscriber#offerTogether together}. Completes once every connection to which something was
     * offered until now had its turn to write. One that does not take what is written to it is not waited for.
     */
    CompletableFuture<Void> release();
}
