package dev.parley.eventstore.rocks;

import dev.parley.eventstore.Decision;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The event store on a directory of RocksDB's. */
public final class RocksEventStorage implements EventStorage {

    private final EventLog log;
    private final StorageSettings settings;
    private final EventStore events;

    /** Throws what {@link EventLog#open} throws. */
    public static RocksEventStorage open(Path directory, StorageSettings settings) {
        return new RocksEventStorage(EventLog.open(directory, settings.clock()), settings);
    }

    RocksEventStorage(EventLog log, StorageSettings settings) {
        this.log = log;
        this.settings = settings;
        this.events = TailingEventStore.on(RocksEngine.on(log, settings));
    }

    /** The log itself, for whoever copies, checks or prints it. */
    public EventLog log() {
        return log;
    }

    @Override
    public UUID storeId() {
        return log.storeId();
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public TransactionManager transactions() {
        return NoTransactionManager.INSTANCE;
    }

    @Override
    public Decision decide() {
        return new RocksDecision(log);
    }

    @Override
    public long era() {
        return log.era();
    }

    @Override
    public Optional<DomainEventMessage<?>> find(String key) {
        DomainEventMessage<?> pending = log.pending(key);
        return pending != null ? Optional.of(pending) : log.stored(key).map(this::message);
    }

    private DomainEventMessage<?> message(StoredEvent event) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(event), settings.serializer(), settings.upcaster())
                .next();
    }

    @Override
    public void forgetKeys(Instant before) {
        log.forgetKeys(before, event -> settings.keys().of(message(event).getPayload()));
    }

    @Override
    public void close() {
        log.close();
    }
}
