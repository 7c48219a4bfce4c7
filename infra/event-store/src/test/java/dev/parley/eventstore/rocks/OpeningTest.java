package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.MovingClock;
import dev.parley.eventstore.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;

/** Why a store cannot be opened, said in one sentence. */
class OpeningTest {

    @TempDir
    Path directory;

    private RocksEventStorage open(Path where) {
        return RocksEventStorage.open(where, Stores.settings(new MovingClock()));
    }

    private void expectSentence(Path where, String... words) {
        assertSentence(catchThrowable(() -> open(where)), words);
    }

    private static void assertSentence(Throwable failure, String... words) {
        assertThat(failure).isInstanceOf(CannotOpenStore.class).hasMessageEndingWith(".");
        assertThat(failure.getMessage()).contains(words).doesNotContain("Exception", "\n");
    }

    @Test
    void aFileWhereTheDirectoryShouldBe() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        expectSentence(file, file.toString(), "is a file");
        expectSentence(file.resolve("events"), file.toString(), "cannot be made");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDirectoryThatCannotBeWritten() throws Exception {
        try (Mount mount = Mount.of(directory, "1m")) {
            mount.readOnly();
            expectSentence(mount.path(), mount.path().toString(), "make it writable");
            expectSentence(mount.path().resolve("events"), "cannot be made");
        }
    }

    @Test
    void oneThatIsInUseHere() {
        try (RocksEventStorage first = open(directory)) {
            expectSentence(directory, directory.toString(), "in use");
            first.events().publish(talk("lunch", 0, 1));
        }
    }

    @Test
    void oneThatIsInUseByAnotherProcess() throws Exception {
        open(directory).close();
        try (OtherProcess other = OtherProcess.holding(directory)) {
            expectSentence(directory, directory.toString(), "in use by another process");
            assertThat(other.isAlive()).isTrue();
        }
        open(directory).close();
    }

    @Test
    void oneOfANewerVersion() throws Exception {
        try (RocksEventStorage storage = open(directory)) {
            storage.log().reading("the format", open -> {
                open.database().put(open.family(Family.META), open.durably(), Family.text("format"), Family.number(2));
                return true;
            });
        }
        expectSentence(directory, "newer Parley", "format 2");
        assertSentence(catchThrowable(() -> EventLog.openToRead(directory)), "newer Parley", "format 2");
    }

    @Test
    void oneInWhichANewerVersionKeepsMore() {
        try (RocksEventStorage storage = open(directory)) {
            storage.log().reading("a family", open -> {
                try (ColumnFamilyHandle ofTomorrow =
                        open.database().createColumnFamily(new ColumnFamilyDescriptor(Family.text("of-tomorrow")))) {
                    return ofTomorrow.getID() > 0;
                }
            });
        }
        expectSentence(directory, "newer Parley");
    }

    @Test
    void nothingToRead() {
        Path nowhere = directory.resolve("nowhere");
        assertSentence(catchThrowable(() -> EventLog.openToRead(nowhere)), "no event store in " + nowhere);
        assertThat(nowhere).doesNotExist();
        assertSentence(catchThrowable(() -> EventLog.openToRead(directory)), "no event store in " + directory);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatCouldNotBeOpenedCanBeOnceTheReasonIsGone() {
        for (int i = 0; i < 3; i++) {
            try (RocksEventStorage first = open(directory)) {
                assertThatThrownBy(() -> open(directory)).isInstanceOf(CannotOpenStore.class);
                first.events().publish(talk("lunch", i, 1));
            }
        }
        try (EventLog log = EventLog.openToRead(directory)) {
            assertThat(log.after(0, 10)).hasSize(3);
        }
    }
}
