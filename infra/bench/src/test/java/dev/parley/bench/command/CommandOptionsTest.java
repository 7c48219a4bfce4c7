package dev.parley.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandOptionsTest {

    private static CommandOptions parse(String... args) {
        return CommandOptions.parse(List.of(args));
    }

    private static Cell closed(int senders, int conversations, int bytes) {
        return Cell.closed(Engine.ROCKSDB, senders, conversations, bytes);
    }

    @Test
    void withoutArgumentsOneThingIsChangedAtATime() {
        CommandOptions options = parse();
        assertThat(options.parts()).isEqualTo(CommandOptions.PARTS);
        assertThat(options.closed())
                .containsExactlyInAnyOrder(
                        closed(1, 1_000, 100),
                        closed(16, 1_000, 100),
                        closed(256, 1_000, 100),
                        closed(1_024, 1_000, 100),
                        closed(256, 1, 100),
                        closed(256, 100_000, 100),
                        closed(256, 1_000, 1_000),
                        closed(256, 1_000, 10_000));
        assertThat(options.open()).extracting(Cell::perSecond).containsExactly(1_000, 5_000, 20_000);
        assertThat(options.pair()).isEqualTo(Cell.closed(Engine.JDBC, 256, 1_000, 100));
    }

    @Test
    void theFullMatrixIsEverythingWithEverything() {
        assertThat(parse("--full").closed()).hasSize(4 * 3 * 3).doesNotHaveDuplicates();
    }

    @Test
    void chosenNumbersMakeExactlyTheirCells() {
        assertThat(parse("--senders", "1,8", "--conversations", "5").closed())
                .containsExactly(closed(1, 5, 100), closed(8, 5, 100));
        assertThat(parse("--rates", "10").open()).containsExactly(Cell.open(Engine.ROCKSDB, 10, 1_000, 100));
        assertThat(parse("--parts", "open,store").parts()).containsExactlyInAnyOrder("open", "store");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--parts", "open,sesame"))
                .withMessageContaining("--parts")
                .withMessageContaining("sesame");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--senders", "1,,2"))
                .withMessageContaining("--senders");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--senders"))
                .withMessageContaining("--senders");
    }
}
