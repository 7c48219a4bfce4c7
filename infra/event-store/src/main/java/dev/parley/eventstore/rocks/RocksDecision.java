package dev.parley.eventstore.rocks;

import dev.parley.eventstore.Decision;
import dev.parley.eventstore.StoreUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command's time with the log. Used by one thread at a time. */
final class RocksDecision implements Decision {

    private final EventLog events;
    private final long era;
    private @Nullable CompletableFuture<?> handedOver;

    RocksDecision(EventLog events) {
        this.events = events;
        this.era = events.era();
    }

    void handOver(List<Append.Entry> entries) {
        CompletableFuture<?> appended = events.append(entries, era);
        handedOver = handedOver == null ? appended : CompletableFuture.allOf(handedOver, appended);
    }

    @Override
    public long era() {
        return era;
    }

    /** Nothing handed over still means that something was seen, which may not be durable yet. */
    @Override
    public CompletableFuture<?> settled() {
        return handedOver != null ? handedOver : events.fence().thenRun(this::requireSameEra);
    }

    private void requireSameEra() {
        if (events.era() != era) {
            throw new StoreUnavailable("Decided on what did not become durable; try again.");
        }
    }
}
