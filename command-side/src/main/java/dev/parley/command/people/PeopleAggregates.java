package dev.parley.command.people;

import dev.parley.command.store.AggregateMemory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;

/** Tells Axon what lives in this package. */
public final class PeopleAggregates {

    private PeopleAggregates() {}

    /** Which of its snapshots are of use. */
    public static SnapshotFilter snapshots() {
        return RevisionSnapshotFilter.builder()
                .type(Person.class.getSimpleName())
                .revision(Person.REVISION)
                .build();
    }

    public static void register(Configurer configurer, AggregateMemory memory) {
        configurer.configureAggregate(memory.of(AggregateConfigurer.defaultConfiguration(Person.class)));
    }
}
