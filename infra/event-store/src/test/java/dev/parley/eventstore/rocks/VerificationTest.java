package dev.parley.eventstore.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

class VerificationTest {

    private static final int AGGREGATES = 10;
    private static final int EVENTS = 5_000;

    @TempDir
    Path directory;

    @Test
    void aStoreAsItWasWrittenIsSound() {
        fill(open -> {});

        Verification.Result result = verify();

        assertThat(result.named()).isEmpty();
        assertThat(result.sound()).isTrue();
        assertThat(result.events()).isEqualTo(EVENTS);
    }

    @Test
    void anEmptyStoreIsSound() {
        EventLog.open(directory, Clock.systemUTC()).close();

        assertThat(verify().sound()).isTrue();
    }

    @Test
    void flippedBytesAreFoundInTheFileAndAtThePositionsThatTheyHit() throws IOException {
        fill(open -> {});
        flipBytesInTheMiddleOfTheLargestFile();

        Verification.Result result = verify();

        assertThat(result.named())
                .anySatisfy(damage -> assertThat(damage.place()).matches("file \\d+\\.sst \\(events 1 to 5000\\)"));
        assertThat(result.named()).anySatisfy(damage -> {
            assertThat(damage.place()).matches("positions \\d+ to \\d+");
            assertThat(damage.what()).containsIgnoringCase("checksum");
        });
        assertThat(result.damages()).isLessThan(EVENTS);
    }

    @Test
    void aMissingEventIsNamed() {
        fill(open -> open.database().delete(open.family(Family.EVENTS), Family.number(1234)));

        assertThat(verify().named()).containsExactly(new Damage("position 1234", "missing"));
    }

    @Test
    void anEventThatTheIndexDoesNotKnowIsNamedFromBothSides() {
        fill(open -> open.database()
                .delete(open.family(Family.AGGREGATES), Family.ofAggregate(Family.text("aggregate-3"), 7)));

        assertThat(verify().named())
                .containsExactly(
                        new Damage(
                                "event 8 of aggregate aggregate-3", "the one before it should be 7, and there is none"),
                        new Damage(
                                "position 74", "is event 7 of aggregate aggregate-3, which the index does not know"));
    }

    @Test
    void anIndexThatLeadsToAnotherEventOrToNoneIsNamed() {
        fill(open -> {
            open.database()
                    .put(
                            open.family(Family.AGGREGATES),
                            Family.ofAggregate(Family.text("aggregate-0"), 1),
                            Family.number(12));
            open.database()
                    .put(
                            open.family(Family.AGGREGATES),
                            Family.ofAggregate(Family.text("nobody"), 0),
                            Family.number(EVENTS + 1));
            open.database()
                    .put(
                            open.family(Family.AGGREGATES),
                            Family.ofAggregate(Family.text("stray"), 0),
                            Family.number(4_500));
        });

        assertThat(verify().named())
                .contains(
                        new Damage(
                                "position 11",
                                "is event 1 of aggregate aggregate-0, which the index has at position 12"),
                        new Damage(
                                "event 1 of aggregate aggregate-0",
                                "stands at position 12, which is event 1 of aggregate aggregate-1"),
                        new Damage("event 0 of aggregate nobody", "stands at no position of the store"),
                        new Damage(
                                "event 0 of aggregate stray",
                                "stands at position 4500, which is event 449 of aggregate aggregate-9"));
    }

    @Test
    void anEventThatCannotBeReadOrTravelsInTimeIsNamed() {
        fill(open -> {
            open.database().put(open.family(Family.EVENTS), Family.number(17), new byte[] {9, 9});
            byte[] earlier = open.database().get(open.family(Family.EVENTS), Family.number(100));
            StoredEvent.appendedAt(earlier, 1);
            open.database().put(open.family(Family.EVENTS), Family.number(100), earlier);
        });

        assertThat(verify().named())
                .contains(
                        new Damage("position 17", "The event at position 17 has the unknown format 9."),
                        new Damage("position 100", "was appended before the event that it follows"));
    }

    @Test
    void aKeyAndASnapshotAheadOfTheStoreAreNamed() {
        fill(open -> {
            open.database().put(open.family(Family.KEYS), Family.text("lost"), Family.number(EVENTS + 1));
            open.database()
                    .put(
                            open.family(Family.SNAPSHOTS),
                            Family.text("aggregate-1"),
                            stored(new GenericDomainEventMessage<>("Test", "aggregate-1", EVENTS, "state"))
                                    .encoded());
        });

        assertThat(verify().named())
                .containsExactly(
                        new Damage("key lost", "stands at no position of the store"),
                        new Damage(
                                "snapshot of aggregate-1",
                                "is of event " + EVENTS + ", which the aggregate does not have"));
    }

    @Test
    void whatNobodyUnderstandsAnyMoreIsNamed() {
        fill(open -> {});
        try (EventLog log = EventLog.openToRead(directory)) {
            Verification.Result result = Verification.of(
                    log,
                    event -> {
                        throw new IllegalArgumentException("no such type");
                    },
                    (stage, done, total) -> {});

            assertThat(result.damages()).isEqualTo(EVENTS);
            assertThat(result.named()).hasSize(100).startsWith(new Damage("position 1", "no such type"));
        }
    }

    @Test
    void lookingChangesNothing() throws IOException {
        fill(open -> {});
        List<String> before = listing();

        verify();

        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    private interface Tampering {
        void with(RocksFiles open) throws RocksDBException;
    }

    /** Ten aggregates take turns; everything lies in files of its own afterwards. */
    private void fill(Tampering tampering) {
        RocksFiles files = new RocksFiles(directory, RocksFiles.Access.WRITE);
        try (EventLog log = new EventLog(files, Clock.systemUTC(), Disk.REAL)) {
            List<Append.Entry> entries = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                DomainEventMessage<String> event = new GenericDomainEventMessage<>(
                        "Test", "aggregate-" + i % AGGREGATES, i / AGGREGATES, "\"number " + i + "\"");
                entries.add(new Append.Entry(event, stored(event).encoded(), "key-" + i));
            }
            log.append(entries, log.era()).join();
            log.reading("the test", open -> {
                tampering.with(open);
                try (FlushOptions options = new FlushOptions()) {
                    for (Family family : Family.values()) {
                        open.database().flush(options, open.family(family));
                    }
                }
                return true;
            });
        }
    }

    private static StoredEvent stored(DomainEventMessage<String> event) {
        return new StoredEvent(
                0,
                event.getTimestamp(),
                event.getIdentifier(),
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                "Test",
                null,
                "{}".getBytes(StandardCharsets.UTF_8),
                event.getPayload().getBytes(StandardCharsets.UTF_8));
    }

    private void flipBytesInTheMiddleOfTheLargestFile() throws IOException {
        Path largest;
        try (Stream<Path> files = Files.list(directory)) {
            largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int found = file.read();
            file.seek(file.length() / 2);
            file.write(found ^ 0x55);
        }
    }

    private Verification.Result verify() {
        try (EventLog log = EventLog.openToRead(directory)) {
            return Verification.of(log, event -> {}, (stage, done, total) -> {});
        }
    }
}
