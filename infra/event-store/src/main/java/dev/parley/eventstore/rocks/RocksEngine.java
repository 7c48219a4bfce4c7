package dev.parley.eventstore.rocks;

import dev.parley.eventstore.Decision;
import dev.parley.eventstore.EventKeys;
import dev.parley.eventstore.StorageSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's view of an {@link EventLog}. */
final class RocksEngine extends AbstractEventStorageEngine {

    private final EventLog events;
    private final EventKeys keys;

    private static final class Builder extends AbstractEventStorageEngine.Builder {}

    static RocksEngine on(EventLog events, StorageSettings settings) {
        AbstractEventStorageEngine.Builder builder = new Builder()
                .eventSerializer(settings.serializer())
                .snapshotSerializer(settings.serializer())
                .upcasterChain(settings.upcaster())
                .snapshotFilter(settings.snapshots());
        return new RocksEngine(builder, events, settings.keys());
    }

    private RocksEngine(AbstractEventStorageEngine.Builder builder, EventLog events, EventKeys keys) {
        super(builder);
        this.events = events;
        this.keys = keys;
    }

    EventLog log() {
        return events;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer serializer) {
        if (messages.isEmpty()) {
            return;
        }
        List<Append.Entry> entries = new ArrayList<>(messages.size());
        for (EventMessage<?> message : messages) {
            DomainEventMessage<?> event = ofAnAggregate(message);
            entries.add(new Append.Entry(event, encoded(event, serializer).encoded(), keys.of(event.getPayload())));
        }
        if (Decision.current() instanceof RocksDecision decision) {
            decision.handOver(entries);
        } else {
            await(entries);
        }
    }

    /** An event that belongs to none is the only event of one that bears its id, as in Axon's other engines. */
    @SuppressWarnings("NullAway") // Axon's contract: no type = of no aggregate
    private static DomainEventMessage<?> ofAnAggregate(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                ? event
                : new GenericDomainEventMessage<>(
                        (String) null, message.getIdentifier(), 0, message, message::getTimestamp);
    }

    private void await(List<Append.Entry> entries) {
        try {
            events.append(entries, events.era()).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static StoredEvent encoded(DomainEventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        return new StoredEvent(
                0,
                event.getTimestamp(),
                event.getIdentifier(),
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                event.serializeMetaData(serializer, byte[].class).getData(),
                payload.getData());
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        events.putSnapshot(encoded(snapshot, serializer));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregate) {
        return events.snapshot(aggregate).stream();
    }

    /** What was handed over before counts, so it waits for that: deciding on less would be deciding twice on the same state. */
    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregate, long firstSequenceNumber) {
        events.awaitPending(aggregate);
        return pages(firstSequenceNumber, from -> events.ofAggregate(aggregate, from));
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        long[] position = {position(token)};
        return pages(position[0], from -> events.after(from, EventLog.page()))
                .map(event -> new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(++position[0]), event));
    }

    static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    /** Reads page after page, and only as far as somebody asks. A page that is not full is the last. */
    private static Stream<StoredEvent> pages(long first, LongFunction<List<StoredEvent>> read) {
        Iterator<StoredEvent> iterator = new Iterator<>() {
            private long next = first;
            private List<StoredEvent> page = List.of();
            private int at;
            private boolean last;

            @Override
            public boolean hasNext() {
                if (at == page.size() && !last) {
                    page = read.apply(next);
                    at = 0;
                    next += page.size();
                    last = page.size() < EventLog.page();
                }
                return at < page.size();
            }

            @Override
            public StoredEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.get(at++);
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        events.awaitPending(aggregate);
        long last = events.lastSequence(aggregate);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null = before the first event
    public TrackingToken createTailToken() {
        return null;
    }

    @Override
    public TrackingToken createHeadToken() {
        return tokenAt(events.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return tokenAt(events.positionBefore(dateTime));
    }

    @SuppressWarnings("NullAway") // Axon's contract: null = before the first event
    private static TrackingToken tokenAt(long position) {
        return position == 0 ? null : new GlobalSequenceTrackingToken(position);
    }
}
