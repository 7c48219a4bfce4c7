package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.control.ToolFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {

    private static final Set<String> KNOWN = Set.of("--from", "--type");

    @Test
    void withoutAWordTheDataIsWhereStartPutsIt() throws ToolFailed {
        assertThat(ToolArguments.parse(List.of(), "x", 0, KNOWN))
                .isEqualTo(new ToolArguments(Path.of("data"), List.of(), Map.of()));
    }

    @Test
    void wordsAndOptionsMayStandInAnyOrderAndBothWaysOfWritingAValueAreUnderstood() throws ToolFailed {
        ToolArguments expected = new ToolArguments(
                Path.of("elsewhere"), List.of("copy"), Map.of("--from", "7", "--type", "MessageSent"));
        assertThat(parse("copy", "--data", "elsewhere", "--from=7", "--type", "MessageSent"))
                .isEqualTo(expected);
        assertThat(parse("--from", "7", "--type=MessageSent", "--data=elsewhere", "copy"))
                .isEqualTo(expected);
        assertThat(expected.directory()).isEqualTo(Path.of("copy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one two",
                "copy --data",
                "copy --data=",
                "copy --from",
                "copy --until 3",
                "copy --verbose",
                "copy --"
            })
    void whatIsNotUnderstoodIsSaidInOneSentenceThatShowsWhatIs(String line) {
        assertThatThrownBy(() -> parse(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isInstanceOf(ToolFailed.class)
                .message()
                .contains("./parley backup DIR")
                .endsWith(".")
                .hasLineCount(1);
    }

    private static ToolArguments parse(String... line) throws ToolFailed {
        return ToolArguments.parse(List.of(line), "./parley backup DIR", 1, KNOWN);
    }
}
