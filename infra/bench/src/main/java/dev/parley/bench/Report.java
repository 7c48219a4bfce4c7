package dev.parley.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Memory;
import dev.parley.bench.measure.Results;
import dev.parley.bench.measure.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    void print(PrintStream out) {
        out.println(load + ", on " + machine.processors() + " processors");
        out.println();
        Table table = new Table(out, 50, 11);
        table.rows(latencyMillis);
        if (memoryBefore != null && memoryAfter != null) {
            out.println();
            table.row("resident memory", "before", "after", "", "", "");
            memoryAfter
                    .processes()
                    .forEach(process -> table.row(
                            "  " + process.command(),
                            mebibytes(before(process.pid())),
                            mebibytes(process.mebibytes()),
                            "",
                            "",
                            ""));
            table.row(
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
        return new Results(directory, scenario, at).json(this);
    }

    private static String mebibytes(long mebibytes) {
        return mebibytes + " MiB";
    }
}
