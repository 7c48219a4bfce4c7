package dev.parley.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantRateTest {

    @Test
    void workIsDueAtEvenIntervalsHoweverLateItBegins() {
        List<Long> due = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();

        int next = new ConstantRate(1_000).run(7, Duration.ofMillis(5), (number, dueNanos) -> {
            numbers.add(number);
            due.add(dueNanos);
        });

        assertThat(next).isEqualTo(12);
        assertThat(numbers).containsExactly(7, 8, 9, 10, 11);
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i) - due.get(i - 1)).isEqualTo(1_000_000);
        }
    }
}
