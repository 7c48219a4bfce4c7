package dev.parley.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.command.Meter.Reading;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandReportTest {

    private static final Reading SECOND = new Reading(1_000_000_000, 500_000_000, 600_000_000, 77);

    private final CommandReport report = new CommandReport(
            Instant.parse("2026-01-02T03:04:05Z"),
            new Machine(2, "Linux <6>", "25"),
            "Commands",
            List.of(FiguresTest.figures(Engine.ROCKSDB, 1_234, SECOND)),
            List.of(),
            List.of(FiguresTest.figures(Engine.ROCKSDB, 4_200, SECOND), FiguresTest.figures(Engine.JDBC, 100, SECOND)),
            42.0,
            new StoreFigures(1_000_000, 60_000, 190, 900, 120, 400_000, 100_000, 1.5, 250));

    @Test
    void theTableTellsEveryCell() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "256 senders, 1,000 conv., 100 B +1,234 +1\\.00 +1\\.00 .* 77 +186 +0\\.4052 +0\\.50 +0\\.10 +0\\R")
                .containsPattern("JDBC: 256 senders, 1,000 conv., 100 B +100 ")
                .containsPattern("RocksDB to JDBC +42 ×")
                .containsPattern("read in order +400,000/s")
                .containsPattern("with its snapshot +1\\.5 ms")
                .doesNotContain("open loop");
    }

    @Test
    void theFileHoldsTheSameFigures(@TempDir Path directory) throws IOException {
        Path file = new Results(directory.resolve("results"), "commands", report.at()).json(report);
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(file.getFileName()).hasToString("commands-20260102-030405.json");
        assertThat(json.at("/closed/0/perSecond").asDouble()).isEqualTo(1_234);
        assertThat(json.at("/closed/0/cell/senders").asInt()).isEqualTo(256);
        assertThat(json.at("/closed/0/latencyMillis/p999").asDouble()).isEqualTo(1);
        assertThat(json.at("/ratio").asDouble()).isEqualTo(42);
        assertThat(json.at("/store/readPerSecond").asDouble()).isEqualTo(400_000);
    }

    @Test
    void thePageNeedsNothingButItself() {
        assertThat(CommandPage.of(report))
                .contains("<svg")
                .contains("1,234")
                .contains("42 times")
                .contains("Linux &lt;6&gt;")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("<script")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("NaN");
    }
}
