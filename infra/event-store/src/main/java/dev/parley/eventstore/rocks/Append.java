package dev.parley.eventstore.rocks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Events on their way to the disk, all or none. Without events it is a fence: it is done when everything before it is. */
final class Append {

    /** @param key by which it can be found again; null = by none */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(
            DomainEventMessage<?> event,
            byte[] encoded,
            @Nullable String key) {}

    private final List<Entry> entries;
    private final long era;
    private final CompletableFuture<Append> done = new CompletableFuture<>();
    private @Nullable RuntimeException refusal;

    Append(List<Entry> entries, long era) {
        this.entries = List.copyOf(entries);
        this.era = era;
    }

    static Append fence() {
        return new Append(List.of(), -1);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean isFence() {
        return entries.isEmpty();
    }

    /** The one that it was decided in. */
    long era() {
        return era;
    }

    long bytes() {
        return entries.stream().mapToLong(entry -> entry.encoded().length).sum();
    }

    /** The writer's word that these events will never be. */
    void refuse(RuntimeException why) {
        refusal = why;
    }

    /** Completes once these events are durable, or never will be. */
    CompletableFuture<Append> done() {
        return done;
    }

    /** Tells whoever waits. A fence never fails. */
    void answer() {
        if (refusal == null || isFence()) {
            done.complete(this);
        } else {
            done.completeExceptionally(refusal);
        }
    }
}
