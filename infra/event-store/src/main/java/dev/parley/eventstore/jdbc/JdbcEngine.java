package dev.parley.eventstore.jdbc;

import dev.parley.eventstore.EventKeys;
import java.time.Clock;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/** Axon's engine, which also writes the keys of events, in the same transaction. */
final class JdbcEngine extends JdbcEventStorageEngine {

    private final TransactionManager transactions;
    private final KeyTable keyTable;
    private final EventKeys keys;
    private final Clock clock;

    JdbcEngine(Builder builder, TransactionManager transactions, KeyTable keyTable, EventKeys keys, Clock clock) {
        super(builder);
        this.transactions = transactions;
        this.keyTable = keyTable;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        transactions.executeInTransaction(() -> appendWithKeys(events, serializer));
    }

    private void appendWithKeys(List<? extends EventMessage<?>> events, Serializer serializer) {
        super.appendEvents(events, serializer);
        for (EventMessage<?> message : events) {
            String key = keys.of(message.getPayload());
            if (key != null && message instanceof DomainEventMessage<?> event) {
                keyTable.put(key, event.getAggregateIdentifier(), event.getSequenceNumber(), clock.instant());
            }
        }
    }
}
