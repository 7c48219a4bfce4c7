package dev.parley.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a scenario found: a table for people, a JSON file for whoever compares runs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        String scenario,
        Instant at,
        String load,
        Machine machine,
        List<Latency.Summary> latencyMillis,
        @Nullable Memory memoryBefore,
        @Nullable Memory memoryAfter) {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    void print(PrintStream out) {
        out.println(load + ", on " + machine.processors() + " processors");
        out.println();
        row(out, "", "P50", "P95", "P99", "max", "count");
        for (Latency.Summary each : latencyMillis) {
            row(
                    out,
                    each.what(),
                    millis(each.p50()),
                    millis(each.p95()),
                    millis(each.p99()),
                    millis(each.max()),
                    Long.toString(each.count()));
        }
        if (memoryBefore != null && memoryAfter != null) {
            out.println();
            row(out, "resident memory", "before", "after", "", "", "");
            memoryAfter
                    .processes()
                    .forEach(process -> row(
                            out,
                            "  " + process.command(),
                            mebibytes(before(process.pid())),
                            mebibytes(process.mebibytes()),
                            "",
                            "",
                            ""));
            row(
                    out,
                    "  all together",
                    mebibytes(memoryBefore.mebibytes()),
                    mebibytes(memoryAfter.mebibytes()),
                    "",
                    "",
                    "");
        }
    }

    private long before(long pid) {
        return memoryBefore == null
                ? 0
                : memoryBefore.processes().stream()
                        .filter(process -> process.pid() == pid)
                        .mapToLong(Memory.Resident::mebibytes)
                        .sum();
    }

    /** Returns the file. */
    Path write(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve(scenario + "-" + FILE_TIME.format(at) + ".json");
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(this) + "\n");
        return file;
    }

    private static void row(PrintStream out, String name, String... cells) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-50s", name));
        for (String cell : cells) {
            row.append(String.format(Locale.ROOT, "%11s", cell));
        }
        out.println(row.toString().stripTrailing());
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    private static String mebibytes(long mebibytes) {
        return mebibytes + " MiB";
    }
}
