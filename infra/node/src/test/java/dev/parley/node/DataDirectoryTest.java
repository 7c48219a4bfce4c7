package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
