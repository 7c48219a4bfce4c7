package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.MovingClock;
import dev.parley.eventstore.Said;
import dev.parley.eventstore.Stores;
import dev.parley.eventstore.rocks.CrashedStore.Written;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Files that are not what was written: an error or a clean cut, never a wrong event. Seeds tell how to see a failure again. */
class DamageTest {

    private static final int VARIANTS = Integer.getInteger("parley.damage.variants", 150);

    @TempDir
    static Path originals;

    static CrashedStore crashed;

    @TempDir
    Path directory;

    private Path damaged;

    /** How a variant ended. */
    private enum Outcome {
        UNHARMED,
        CUT,
        NOT_OPENED,
        ERROR_WHEN_READ
    }

    @BeforeAll
    static void crash() throws IOException {
        crashed = new CrashedStore(originals);
    }

    @BeforeEach
    void copy() throws IOException {
        copyAnew();
    }

    private void copyAnew() throws IOException {
        damaged = directory.resolve("damaged");
        FileSystemUtils.deleteRecursively(damaged);
        crashed.copyTo(damaged);
    }

    private RocksEventStorage open() {
        return RocksEventStorage.open(damaged, Stores.settings(new MovingClock()));
    }

    private static void truncate(Path file, long size) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
        }
    }

    @Test
    void aCrashAloneHarmsNothing() {
        assertThat(outcome("no damage")).isEqualTo(Outcome.UNHARMED);
    }

    /** Else each opening would go through all events. */
    @Test
    void countingTheFilesIsEnoughForASoundStore() {
        for (int opened = 0; opened < 3; opened++) {
            try (RocksEventStorage storage = open()) {
                long head = storage.log().head();
                storage.log().reading("all of it", files -> {
                    files.database().compactRange(files.family(Family.AGGREGATES));
                    return true;
                });
                storage.events().publish(said("another " + opened, 0, "text"));
                assertThat(storage.log().count(Family.EVENTS)).isEqualTo(head + 1);
                assertThat(storage.log().count(Family.AGGREGATES)).isEqualTo(head + 1);
            }
        }
    }

    @Test
    void aTornTailIsCutAtTheLastWholeBatch() throws IOException {
        for (int seed = 0; seed < VARIANTS / 5; seed++) {
            copyAnew();
            Path newest = CrashedStore.logs(damaged).getLast();
            truncate(newest, new Random(seed).nextLong(Files.size(newest)));
            assertThat(outcome("torn with seed " + seed)).isIn(Outcome.CUT, Outcome.UNHARMED);
        }
    }

    @Test
    void whatIsMissingInTheMiddleIsNamed() throws IOException {
        Path older = CrashedStore.logs(damaged).getFirst();
        truncate(older, Files.size(older) - 3);
        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedStore.class)
                .hasMessageMatching(".*position \\d+.*missing.*");
    }

    @Test
    void withoutTheFileThatNamesTheOthersNothingIsBegunAnew() throws IOException {
        Files.delete(damaged.resolve("CURRENT"));
        assertThatThrownBy(this::open).isInstanceOf(DamagedStore.class).hasMessageContaining("restore it");
        assertThat(CrashedStore.logs(damaged)).isNotEmpty();
    }

    @Test
    void damagedFilesAreNeverReadWrong(TestReporter reporter) throws IOException {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int seed = 0; seed < VARIANTS; seed++) {
            copyAnew();
            String what = damage(new Random(seed)) + " with seed " + seed;
            outcomes.merge(outcome(what), 1, Integer::sum);
        }
        reporter.publishEntry("outcomes", outcomes.toString());
        assertThat(outcomes.get(Outcome.NOT_OPENED)).isPositive();
    }

    /** Does something to one file, and says what. */
    private String damage(Random random) throws IOException {
        String kind = List.of("*.log", "*.log", "*.sst", "*.sst", "MANIFEST-*", "CURRENT")
                .get(random.nextInt(6));
        List<Path> candidates = CrashedStore.matching(damaged, kind);
        Path file = candidates.get(random.nextInt(candidates.size()));
        long size = Files.size(file);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            return switch (random.nextInt(8)) {
                case 0 -> {
                    Files.delete(file);
                    yield "deleted " + file;
                }
                case 1, 2 -> {
                    content.setLength(random.nextLong(Math.max(1, size)));
                    yield "truncated " + file + " to " + content.length();
                }
                case 3 -> {
                    long from = random.nextLong(Math.max(1, size));
                    content.seek(from);
                    content.write(new byte[(int) Math.min(size - from, 1 + random.nextInt(4096))]);
                    yield "zeroed " + file + " from " + from;
                }
                default -> {
                    int bits = 1 + random.nextInt(8);
                    for (int i = 0; i < bits && size > 0; i++) {
                        flip(content, random.nextLong(size), 1 << random.nextInt(8));
                    }
                    yield "flipped " + bits + " bits of " + file;
                }
            };
        }
    }

    private static void flip(RandomAccessFile content, long at, int bit) throws IOException {
        content.seek(at);
        int before = content.read();
        content.seek(at);
        content.write(before ^ bit);
    }

    private Outcome outcome(String what) {
        try (RocksEventStorage storage = open()) {
            return read(storage, what);
        } catch (CannotOpenStore | DamagedStore e) {
            assertThat(e.getMessage()).as(what).contains("event store");
            return Outcome.NOT_OPENED;
        }
    }

    private Outcome read(RocksEventStorage storage, String what) {
        long head = storage.log().head();
        List<Written> expected = crashed.upTo(head);
        assertThat(crashed.isEndOfABatch(head)).as(what + ": " + head).isTrue();
        boolean whole =
                reads(what, () -> assertThat(inOrder(storage, head)).as(what).isEqualTo(expected));
        for (int talk = 0; talk < 9; talk++) {
            String aggregate = "talk-" + talk;
            whole &= reads(
                    what,
                    () -> assertThat(inAggregate(storage, aggregate))
                            .as(what)
                            .isEqualTo(expected.stream()
                                    .filter(event -> event.aggregate().equals(aggregate))
                                    .map(Written::id)
                                    .toList()));
        }
        for (Written event : expected) {
            whole &= reads(
                    what,
                    () -> assertThat(storage.find(event.key()))
                            .as(what)
                            .get()
                            .extracting(DomainEventMessage::getIdentifier)
                            .isEqualTo(event.id()));
        }
        if (!whole) {
            return Outcome.ERROR_WHEN_READ;
        }
        return head == crashed.head() ? Outcome.UNHARMED : Outcome.CUT;
    }

    /** False = it is said to be damaged, which is as good an answer. */
    private static boolean reads(String what, Runnable check) {
        try {
            check.run();
            return true;
        } catch (DamagedStore e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
            return false;
        }
    }

    private static List<Written> inOrder(RocksEventStorage storage, long head) {
        List<Written> read = new ArrayList<>();
        try (var stream = storage.events().openStream(null)) {
            for (StoredEvent event : storage.log().after(0, (int) head)) {
                read.add(CrashedStore.read(event, (Said) stream.nextAvailable().getPayload()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read;
    }

    /** Not from the snapshot, which is an event of the same history here. */
    private static List<String> inAggregate(RocksEventStorage storage, String aggregate) {
        return storage.events()
                .readEvents(aggregate, 0)
                .asStream()
                .<String>map(DomainEventMessage::getIdentifier)
                .toList();
    }
}
