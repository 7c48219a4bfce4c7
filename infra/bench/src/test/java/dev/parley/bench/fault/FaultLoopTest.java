package dev.parley.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.fault.FaultLoop.Round;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code ./parley bench faults}. */
class FaultLoopTest {

    private static final int ROUNDS = 5;
    private static final int TALKERS = 32;
    private static final int RESEND_EVERY = 2;
    /** With it, who sends again has some tenths of a second for that, and the last one dies while it starts. */
    private static final long SEED = 54;

    @TempDir
    Path store;

    @Test
    void killedAgainAndAgainTheStoreLosesNothingAndDoublesNothing() throws Exception {
        FaultLoop loop = new FaultLoop(store, TALKERS, RESEND_EVERY, Duration.ofMillis(500), SEED);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(loop.round().findings()).isEmpty();
        }
        Round all = loop.everything();
        assertThat(all.findings()).isEmpty();
        assertThat(all.acknowledged()).isPositive();
        assertThat(all.repeated()).as("acknowledged again, with the same seq").isPositive();
    }
}
