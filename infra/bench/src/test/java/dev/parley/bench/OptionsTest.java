package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutArgumentsItIsTheSpineAtTwentyMessagesASecond() {
        Options options = Options.parse(List.of());
        assertThat(options.perSecond()).isEqualTo(20);
        assertThat(options.duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.pid()).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        Options options = Options.parse(
                List.of("--url", "http://a:1", "--rate", "5", "--seconds", "2", "--warm-up", "0", "--pid", "7"));
        assertThat(options.url()).hasToString("http://a:1");
        assertThat(options.perSecond()).isEqualTo(5);
        assertThat(options.warmUp()).isZero();
        assertThat(options.pid()).hasValue(7);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--rate", "fast")))
                .withMessageContaining("--rate")
                .withMessageContaining("fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--colour")))
                .withMessageContaining("--colour");
    }
}
