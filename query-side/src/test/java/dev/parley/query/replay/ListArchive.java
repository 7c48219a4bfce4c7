package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import dev.parley.api.replay.EventArchive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An archive in memory. */
final class ListArchive implements EventArchive {

    static final Instant BEGINNING = Instant.parse("2026-11-21T08:00:00Z");

    private final List<ArchivedEvent> events = new ArrayList<>();

    /** Stores an event a second after the one before. */
    ListArchive add(String type, String aggregate, String payload) {
        long version = events.stream()
                .filter(event -> event.aggregate().equals(aggregate))
                .count();
        long position = events.size() + 1L;
        events.add(new ArchivedEvent(
                position,
                BEGINNING.plusSeconds(position).toEpochMilli(),
                type,
                "1",
                aggregate,
                version,
                "00000000-0000-4000-8000-" + "%012d".formatted(position),
                "{\"trace\":\"t\"}".getBytes(StandardCharsets.UTF_8),
                payload.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    @Override
    public long head() {
        return events.size();
    }

    @Override
    public long positionBefore(Instant time) {
        return events.stream()
                .filter(event -> event.storedAt() < time.toEpochMilli())
                .count();
    }

    @Override
    public List<ArchivedEvent> after(long position, int max) {
        return events.stream().skip(position).limit(max).toList();
    }

    @Override
    public List<ArchivedEvent> of(String aggregate, long version) {
        return events.stream()
                .filter(event -> event.aggregate().equals(aggregate) && event.version() >= version)
                .toList();
    }
}
