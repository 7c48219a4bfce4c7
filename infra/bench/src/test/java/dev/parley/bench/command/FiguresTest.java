package dev.parley.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.bench.command.Meter.Reading;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Offset<Double> NEARLY = within(1e-9);
    private static final long SECOND = 1_000_000_000;

    @Test
    void whatWasUsedIsTheDifferenceOfTwoReadings() {
        Reading used =
                new Reading(7 * SECOND, 5 * SECOND, 11 * SECOND, 900).since(new Reading(SECOND, 2 * SECOND, 0, 300));
        assertThat(used).isEqualTo(new Reading(6 * SECOND, 3 * SECOND, 11 * SECOND, 600));
    }

    @Test
    void ratesAreByTheSecondAndProcessorTimeByTheThousandMessages() {
        Figures figures = figures(Engine.ROCKSDB, 4_000, new Reading(2 * SECOND, 3 * SECOND, 4 * SECOND, 500));
        assertThat(figures.perSecond()).isEqualTo(2_000, NEARLY);
        assertThat(figures.syncsPerSecond()).isEqualTo(250, NEARLY);
        assertThat(figures.cpuSecondsPerThousand()).isEqualTo(0.75, NEARLY);
        assertThat(figures.cores()).isEqualTo(1.5, NEARLY);
        assertThat(figures.othersCores()).isEqualTo(0.5, NEARLY);
    }

    @Test
    void theRatioIsThatOfAllTurnsTogether() {
        Reading second = new Reading(SECOND, SECOND, SECOND, 0);
        assertThat(CommandReport.ratio(List.of(
                        figures(Engine.ROCKSDB, 900, second),
                        figures(Engine.JDBC, 10, second),
                        figures(Engine.ROCKSDB, 1_100, second),
                        figures(Engine.JDBC, 30, second))))
                .isEqualTo(50, NEARLY);
        assertThat(CommandReport.ratio(List.of())).isNull();
    }

    @Test
    void waitingAndIdleProcessorsAreNotBusy() {
        assertThat(Meter.busyTicks("cpu  100 20 3 5000 700 4 5 6 0 0")).isEqualTo(100 + 20 + 3 + 4 + 5 + 6);
    }

    static Figures figures(Engine engine, int accepted, Reading used) {
        Tally tally = new Tally();
        for (int i = 0; i < accepted; i++) {
            tally.accepted(1_000_000);
        }
        return Figures.of(Cell.closed(engine, 256, 1_000, 100), new Load.Measured(tally, used), 186.0);
    }
}
