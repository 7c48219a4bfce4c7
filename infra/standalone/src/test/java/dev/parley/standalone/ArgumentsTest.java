package dev.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.CannotStart;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void withoutAWordEverythingHasADefault() throws CannotStart {
        assertThat(Arguments.parse()).isEqualTo(new Arguments(Path.of("data"), 8080, Map.of()));
    }

    @Test
    void bothWaysOfWritingAValueAreUnderstood() throws CannotStart {
        Arguments expected = new Arguments(Path.of("elsewhere"), 0, Map.of());
        assertThat(Arguments.parse("--data", "elsewhere", "--port", "0")).isEqualTo(expected);
        assertThat(Arguments.parse("--data=elsewhere", "--port=0")).isEqualTo(expected);
    }

    @Test
    void everythingElseIsASetting() throws CannotStart {
        assertThat(Arguments.parse("--parley.auth.clock-skew=1s", "--empty=").settings())
                .containsExactlyInAnyOrderEntriesOf(Map.of("parley.auth.clock-skew", "1s", "empty", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=65536",
                "--port=-1",
                "--port=many",
                "--port=",
                "--data=",
                "--data",
                "start",
                "--",
                "--flag"
            })
    void whatIsNotUnderstoodIsSaid(String word) {
        assertThatThrownBy(() -> Arguments.parse(word))
                .isInstanceOf(CannotStart.class)
                .message()
                .endsWith(".")
                .hasLineCount(1);
    }
}
