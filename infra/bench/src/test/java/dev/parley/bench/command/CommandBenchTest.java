package dev.parley.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bench on a small scale: what it finds matters to nobody, that it finds it does. */
class CommandBenchTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void everyPartComesToItsFigures(@TempDir Path directory) throws Exception {
        Path results = directory.resolve("results");
        List<String> small = List.of(
                "--senders=4 --conversations=3 --rates=50 --jdbc-senders=2 --rounds=1 --events=500 --history=300 --seconds=1 --warm-up=0"
                        .split("[ =]"));
        List<String> args = Stream.concat(
                        small.stream(),
                        Stream.of("--data", directory.resolve("data").toString(), "--results", results.toString()))
                .toList();

        int exitCode = new CommandBench(args, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();

        assertThat(exitCode).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("4 senders, 3 conv., 100 B +[1-9]")
                .containsPattern("50/s, 1,000 conv., 100 B +[1-9]")
                .containsPattern("JDBC: 2 senders, 1,000 conv., 100 B +[1-9]")
                .containsPattern("read in order +[1-9]")
                .containsPattern("without +\\d");
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).hasSize(2);
        }
        assertThat(directory.resolve("data/store")).doesNotExist();
    }
}
