package dev.parley.eventstore;

import java.time.Clock;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * What every engine has to know.
 *
 * @param serializer of events and snapshots
 * @param upcaster makes of an event in an older revision what the newest says; whoever reads here sees no other
 * @param keys by which events are found again
 * @param snapshots which stored snapshots are still of use
 * @param clock tells when an event was appended
 */
public record StorageSettings(
        Serializer serializer, EventUpcaster upcaster, EventKeys keys, SnapshotFilter snapshots, Clock clock) {

    /** For events that have had one revision only. */
    public StorageSettings(Serializer serializer, EventKeys keys, SnapshotFilter snapshots, Clock clock) {
        this(serializer, NoOpEventUpcaster.INSTANCE, keys, snapshots, clock);
    }
}
