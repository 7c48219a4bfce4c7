package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff =
            new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30), new SplittableRandom(1));

    @Test
    void pausesDoubleUpToTheLongestAndBeginAnewAfterASuccess() {
        for (long bound : new long[] {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000}) {
            assertThat(backOff.next() / 1e6).isBetween(bound / 2.0, (double) bound);
        }
        backOff.worked();
        assertThat(backOff.next() / 1e6).isBetween(100.0, 200.0);
    }
}
