package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.MovingClock;
import dev.parley.eventstore.StoreUnavailable;
import dev.parley.eventstore.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a file system that is really full. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiskFullTest {

    /** Room for what recovery writes: all that is in the log once more. */
    private static final int BALLAST = 64 << 20;

    @TempDir
    Path directory;

    private final Random random = new Random(1);

    @Test
    void whenTheDiskIsFullReadsGoOnAndWritesDoAgainOnceThereIsRoom() throws Exception {
        try (Mount mount = Mount.of(directory, "112m")) {
            Path store = mount.path().resolve("events");
            Path ballast = Files.write(mount.path().resolve("ballast"), new byte[BALLAST]);
            try (RocksEventStorage storage = RocksEventStorage.open(store, Stores.settings(new MovingClock()))) {
                long stored = fill(storage);
                assertThat(storage.log().after(0, (int) stored + 1)).hasSize((int) stored);
                assertThatThrownBy(() -> append(storage, stored)).isInstanceOf(StoreUnavailable.class);

                Files.delete(ballast);
                long next = appendOnceThereIsRoom(storage);
                assertThat(next).isBetween(stored, stored + 1);
                append(storage, next + 1);
                assertThat(storage.log().head()).isEqualTo(next + 2);
            }
            try (RocksEventStorage storage = RocksEventStorage.open(store, Stores.settings(new MovingClock()))) {
                assertThat(storage.events().readEvents("lunch").asStream())
                        .hasSize((int) storage.log().head());
            }
        }
    }

    /** How many events it took until it was full. */
    private long fill(RocksEventStorage storage) {
        long sequence = 0;
        while (true) {
            try {
                append(storage, sequence);
                sequence++;
            } catch (StoreUnavailable e) {
                return sequence;
            }
        }
    }

    /** Text that cannot be compressed. */
    private void append(RocksEventStorage storage, long sequence) {
        byte[] noise = new byte[48 << 10];
        random.nextBytes(noise);
        storage.events().publish(said("lunch", sequence, Base64.getEncoder().encodeToString(noise)));
    }

    /** The sequence number with which it went on: what was refused last may be there after all. */
    private long appendOnceThereIsRoom(RocksEventStorage storage) {
        while (true) {
            long next = storage.events().lastSequenceNumberFor("lunch").orElse(-1L) + 1;
            try {
                append(storage, next);
                return next;
            } catch (StoreUnavailable e) {
                Thread.onSpinWait();
            }
        }
    }
}
