package dev.parley.standalone.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.UserId;
import dev.parley.eventstore.EventKeys;
import dev.parley.eventstore.StorageSettings;
import dev.parley.eventstore.rocks.RocksEventStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Event stores for tests: each person has a few events. */
public final class StoredPeople {

    private StoredPeople() {}

    public static UserId person(int number) {
        return new UserId(new UUID(0, number));
    }

    /** Event after event, each appended at its own time, and its person by turns among {@code people}. */
    public static void store(Path directory, int people, Instant... times) {
        for (int i = 0; i < times.length; i++) {
            try (RocksEventStorage storage = open(directory, Clock.fixed(times[i], ZoneOffset.UTC))) {
                UserId person = person(i % people);
                storage.events()
                        .publish(new GenericDomainEventMessage<>(
                                "Person",
                                person.toString(),
                                i / people,
                                new PersonRegistered(person, "user-" + i, "面条 \"" + i + "\"", times[i])));
            }
        }
    }

    /** An event that its own type does not take back: a field was renamed, say. */
    public static void storeSomethingElse(Path directory) {
        try (RocksEventStorage storage = open(directory, Clock.systemUTC())) {
            storage.events().publish(new GenericDomainEventMessage<>("Person", "a foreigner", 0, new Renamed(7)));
        }
    }

    /** Written as a number, read as nothing at all. */
    public record Renamed(@JsonIgnore int number) {

        @JsonProperty("written")
        String written() {
            return Integer.toString(number);
        }

        @JsonCreator
        static Renamed read(@JsonProperty(value = "read", required = true) Integer read) {
            return new Renamed(read);
        }
    }

    private static RocksEventStorage open(Path directory, Clock clock) {
        return RocksEventStorage.open(
                directory,
                new StorageSettings(
                        Jackson3Serializer.builder().build(), EventKeys.NONE, SnapshotFilter.allowAll(), clock));
    }
}
