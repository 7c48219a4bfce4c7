package dev.parley.eventstore;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Speaks of stores and events, so that the specifications can. */
public final class Stores {

    public static final String TYPE = "Talk";

    /** A snapshot that is still of use. */
    @Revision("2")
    public record Summary(String text) {}

    /** A snapshot of a shape that is not used any more. */
    @Revision("1")
    public record OldSummary(String text) {}

    private Stores() {}

    public static StorageSettings settings(Clock clock) {
        return new StorageSettings(
                Jackson3Serializer.builder().build(),
                payload -> payload instanceof Said said ? said.key() : null,
                RevisionSnapshotFilter.builder().type(TYPE).revision("2").build(),
                clock);
    }

    public static DomainEventMessage<?> said(String aggregate, long sequence, String text) {
        return said(aggregate, sequence, text, null);
    }

    public static DomainEventMessage<?> said(String aggregate, long sequence, String text, String key) {
        return event(aggregate, sequence, new Said(text, key), Instant.now());
    }

    public static DomainEventMessage<?> event(String aggregate, long sequence, Object payload, Instant at) {
        return new GenericDomainEventMessage<>(
                TYPE,
                aggregate,
                sequence,
                payload,
                MetaData.with("sender", "ana").and("trace", "t-1"),
                UUID.randomUUID().toString(),
                at);
    }

    /** Events of one aggregate, in order. */
    public static List<DomainEventMessage<?>> talk(String aggregate, int from, int count) {
        return IntStream.range(from, from + count)
                .<DomainEventMessage<?>>mapToObj(sequence -> said(aggregate, sequence, aggregate + " " + sequence))
                .toList();
    }

    /** What was said in an aggregate, as it is loaded. */
    public static List<Object> loaded(EventStore events, String aggregate) {
        return events.readEvents(aggregate)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    /** Everything after a token, in order; it is there already. */
    public static List<TrackedEventMessage<?>> after(EventStore events, TrackingToken token, int count)
            throws InterruptedException {
        List<TrackedEventMessage<?>> read = new ArrayList<>();
        try (var stream = events.openStream(token)) {
            while (read.size() < count) {
                read.add(stream.nextAvailable());
            }
        }
        return read;
    }
}
