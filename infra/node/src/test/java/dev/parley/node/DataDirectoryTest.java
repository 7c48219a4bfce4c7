package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path path;

    @Test
    void aFileInTheWayIsNamed() throws Exception {
        Path file = Files.createFile(path.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(file + "/data cannot be written (");
    }

    @Test
    void aFullDiskIsNamedWithWhatIsThere() {
        assertThatThrownBy(() -> DataDirectory.open(path, Long.MAX_VALUE))
                .isInstanceOf(CannotStart.class)
                .hasMessageMatching("the disk of .* is full \\(\\d+ MiB free, \\d+ MiB needed\\)\\.");
    }

    @Test
    void aDirectoryThatWasClosedCanBeOpenedAgain() throws Exception {
        DataDirectory.open(path).close();
        DataDirectory.open(path).close();
    }

    @Test
    void whoReadsKeepsNodesOutAndIsKeptOutByThem() throws Exception {
        try (DataDirectory node = DataDirectory.open(path)) {
            assertThat(node.resolve("lock")).exists();
            assertThat(DataDirectory.lockToRead(path)).isEmpty();
        }
        try (Closeable reading = DataDirectory.lockToRead(path).orElseThrow()) {
            assertThat(reading).isNotNull();
            assertThatThrownBy(() -> DataDirectory.open(path)).isInstanceOf(OverlappingFileLockException.class);
        }
        DataDirectory.open(path).close();
    }

    @Test
    void aDirectoryThatNobodyEverLivedInIsReadAsItIs() throws Exception {
        DataDirectory.lockToRead(path).orElseThrow().close();

        assertThat(path).isEmptyDirectory();
    }
}
