package dev.parley.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    Path directory;

    @Test
    void aFullLogMakesRoomByReplacingTheOneBefore() throws Exception {
        Path file = directory.resolve("toy.log");
        try (ServerLog log = ServerLog.at(file, 100)) {
            IntStream.range(0, 1_000).forEach(number -> log.add("line " + number));
        }

        assertThat(Files.size(file)).isLessThan(200);
        assertThat(Files.size(directory.resolve("toy.log.1"))).isLessThan(200);
        assertThat(Files.readString(file)).contains("line 999");
    }

    @Test
    void aLogThatWasLeftFullIsBoundedToo() throws Exception {
        Path file = directory.resolve("toy.log");
        Files.writeString(file, "x".repeat(1_000));

        try (ServerLog log = ServerLog.at(file, 100)) {
            log.add("again");
        }

        assertThat(file).hasContent("again");
    }

    @Test
    void theLastLinesAreAtHand() throws Exception {
        try (ServerLog log = ServerLog.at(directory.resolve("toy.log"))) {
            IntStream.range(0, 100).forEach(number -> log.add("line " + number));

            assertThat(log.lastLines()).hasSize(20).startsWith("line 80").endsWith("line 99");
        }
    }
}
