package dev.parley.eventstore;

import java.time.Clock;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;

/**
 * What every engine has to know.
 *
 * @param serializer of events and snapshots
 * @param keys by which events are found again
 * @param snapshots which stored snapshots are still of use
 * @param clock tells when an event was appended
 */
public record StorageSettings(Serializer serializer, EventKeys keys, SnapshotFilter snapshots, Clock clock) {}
