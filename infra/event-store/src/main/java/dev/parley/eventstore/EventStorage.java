package dev.parley.eventstore;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The event store behind one door, whatever engine is behind it. Reads and {@link #find} block for as long as a disk takes. */
public interface EventStorage extends AutoCloseable {

    /** Who this store is, so that what others remember of it is never taken for another's. */
    UUID storeId();

    /** Axon's side of it. Nothing that is not durable is ever read from here. */
    EventStore events();

    /** What a unit of work has to commit for its events to be stored; does nothing where there are no transactions. */
    TransactionManager transactions();

    /** To be called before a command looks at anything. */
    Decision decide();

    /**
     * Counts how often something handed over did not become durable. State that was derived under another era may contain what never
     * happened, and has to be derived again.
     */
    long era();

    /** The latest event with that key, also one that is handed over and not durable yet; the current decision then depends on it. */
    Optional<DomainEventMessage<?>> find(String key);

    /** Lets go of the keys of events that were appended before that time. The events stay. */
    void forgetKeys(Instant before);

    @Override
    void close();
}
