package dev.parley.eventstore.rocks;

/** An event, and where it stands among all events of the store. */
public record PositionedEvent(long position, StoredEvent event) {}
