package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... args) {
        return Bench.run(new PrintStream(printed, true, StandardCharsets.UTF_8), args);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpNamesEveryScenario() {
        assertThat(run("help")).isZero();
        assertThat(printed())
                .contains("./parley bench [spine]")
                .contains("./parley bench groups")
                .contains("./parley bench commands")
                .contains("./parley bench faults");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "commands --colour", "faults --rounds none", "--rate"})
    void whatIsNotUnderstoodIsNamedAndTheUsageFollows(String line) {
        String[] args = line.split(" ", -1);
        assertThat(run(args)).isEqualTo(2);
        assertThat(printed()).contains(args[args.length - 1]).contains("Usage");
    }
}
