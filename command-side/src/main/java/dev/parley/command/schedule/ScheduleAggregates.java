package dev.parley.command.schedule;

import dev.parley.command.store.AggregateMemory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;

/** Tells Axon what lives in this package. */
public final class ScheduleAggregates {

    private ScheduleAggregates() {}

    /** Which of its snapshots are of use. */
    public static SnapshotFilter snapshots() {
        return RevisionSnapshotFilter.builder()
                .type(Schedule.class.getSimpleName())
                .revision(Schedule.REVISION)
                .build();
    }

    public static void register(Configurer configurer, AggregateMemory memory) {
        configurer.configureAggregate(memory.of(AggregateConfigurer.defaultConfiguration(Schedule.class)));
    }
}
