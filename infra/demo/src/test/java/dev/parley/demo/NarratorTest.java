package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.demo.client.Unmet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void everyStepIsANumberedLineWithItsTime() {
        narrator.step("Ana speaks", () -> narrator.note("loudly"));
        narrator.step("Ben listens", () -> {});
        narrator.happyEnd();

        assertThat(lines()[0]).matches("  1 ✓ Ana speaks +\\d+ ms");
        assertThat(lines()[1]).isEqualTo("      loudly");
        assertThat(lines()[2]).matches("  2 ✓ Ben listens +\\d+ ms");
        assertThat(lines()[4]).matches("All 2 steps went as promised, in \\d+\\.\\d s\\.");
    }

    @Test
    void aFailedStepSaysWhatWasExpectedAndWhatCame() {
        Throwable failure = catchThrowable(() -> narrator.step("Ben listens", () -> {
            throw new Unmet("a word", "silence");
        }));

        assertThat(failure).isInstanceOf(Narrator.StepFailed.class);
        assertThat(lines()[0]).startsWith("  1 ✗ Ben listens");
        assertThat(lines()[1]).isEqualTo("      expected: a word");
        assertThat(lines()[2]).isEqualTo("      got:      silence");
        assertThat(lines()[4]).isEqualTo("Step 1 failed: Ben listens.");
    }

    private String[] lines() {
        return printed.toString(StandardCharsets.UTF_8).split("\\R", -1);
    }
}
