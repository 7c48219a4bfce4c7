package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Memory;
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

class ReportTest {

    private final Latency latency = new Latency("send → durable ack");

    @Test
    void theTableAndTheFileHoldTheSameFigures(@TempDir Path directory) throws IOException {
        for (int millis = 1; millis <= 100; millis++) {
            latency.record(millis * 1_000_000L);
        }
        Report report = report(Memory.of(ProcessHandle.current().pid()));

        JsonNode json = JsonMapper.shared().readTree(Files.readString(report.write(directory.resolve("results"))));
        JsonNode ack = json.path("latencyMillis").get(0);
        assertThat(ack.path("p95").asDouble()).isBetween(95.0, 95.1);
        assertThat(ack.path("count").asInt()).isEqualTo(100);
        assertThat(printed(report))
                .containsPattern("send → durable ack +50\\.0 ms +95\\.\\d ms +99\\.\\d ms +100\\.\\d ms +100\\R");
        assertThat(directory.resolve("results/spine-20260102-030405.json")).exists();
    }

    @Test
    void aProcessCountsWithItsResidentMemory() {
        Memory memory = Memory.of(ProcessHandle.current().pid());
        assertThat(memory.mebibytes()).isPositive();
        assertThat(printed(report(memory))).contains("all together").contains(memory.mebibytes() + " MiB");
    }

    private Report report(Memory memory) {
        return new Report(
                "spine",
                Instant.parse("2026-01-02T03:04:05Z"),
                "20 messages/s",
                Machine.thisOne(),
                List.of(latency.summary()),
                memory,
                memory);
    }

    private static String printed(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
