package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.said;
import static dev.parley.eventstore.Stores.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.EventStorageContract;
import dev.parley.eventstore.StorageSettings;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksEventStorageTest extends EventStorageContract {

    @TempDir
    Path directory;

    @Override
    protected EventStorage open(StorageSettings settings) {
        return RocksEventStorage.open(directory, settings);
    }

    @Override
    protected ChronoUnit precision() {
        return ChronoUnit.NANOS;
    }

    private EventLog log() {
        return ((RocksEventStorage) storage).log();
    }

    @Test
    void positionsCountFromOneAndARefusedEventTakesNone() {
        append(talk("lunch", 0, 2));
        assertThatThrownBy(() -> append(said("lunch", 1, "again"))).isInstanceOf(RuntimeException.class);
        append(talk("lunch", 2, 2));
        assertThat(log().head()).isEqualTo(4);
        assertThat(log().after(0, 10)).map(StoredEvent::sequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(log().after(2, 1)).map(StoredEvent::sequence).containsExactly(2L);
        assertThat(LongStream.rangeClosed(1, 4).map(position -> log().positionOf("lunch", position - 1)))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aHoleInAnAggregateIsRefused() {
        append(said("lunch", 0, "one"));
        assertThatThrownBy(() -> append(said("lunch", 2, "three")))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("hole");
    }

    @Test
    void aRevisionIsKept() {
        append(said("lunch", 0, "one"));
        assertThat(log().after(0, 1).getFirst().revision()).isEqualTo("3");
    }

    @Test
    void aStreamIsToldAtOnceThatThereIsMore() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (var stream = (TrackingEventStream) storage.events().openStream(null)) {
            assertThat(stream.setOnAvailableCallback(told::countDown)).isTrue();
            append(said("lunch", 0, "one"));
            told.await();
            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    @Test
    void oneWhoFailsWhenToldOfAnEventDoesNotUndoIt() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        try (var failing = (TrackingEventStream) storage.events().openStream(null);
                var other = (TrackingEventStream) storage.events().openStream(null)) {
            failing.setOnAvailableCallback(() -> {
                throw new IllegalStateException("on purpose");
            });
            other.setOnAvailableCallback(told::countDown);
            append(said("lunch", 0, "one"));
            append(said("lunch", 1, "two"));
            told.await();
        }
    }

    @Test
    void whatWasOpenedToBeReadShowsTheSame() {
        append(talk("lunch", 0, 10));
        storage.close();
        storage = null;
        try (EventLog reading = EventLog.openToRead(directory)) {
            assertThat(reading.after(0, 100)).hasSize(10);
        }
    }

    @Test
    void aCopyIsAStoreOfItsOwn(@TempDir Path elsewhere) {
        append(talk("lunch", 0, 10));
        Path copy = elsewhere.resolve("copy");
        log().checkpoint(copy);
        append(talk("lunch", 10, 10));
        try (EventLog reading = EventLog.openToRead(copy)) {
            assertThat(reading.storeId()).isEqualTo(storage.storeId());
            assertThat(reading.head()).isEqualTo(10);
        }
        log().verifyChecksums();
    }
}
