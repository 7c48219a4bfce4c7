package dev.parley.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.plot.BarChart.Bar;
import dev.parley.bench.plot.LineChart.Course;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void theLongestBarFillsTheRoomAndTheOthersTheirShare() {
        String svg =
                new BarChart("Speed", List.of(new Bar("all", 200, "200", 0), new Bar("half", 100, "100", 1))).svg();
        assertThat(svg).contains("width=\"450.0\"").contains("width=\"225.0\"");
    }

    @Test
    void everyPowerOfTenIsOneStepUp() {
        String svg =
                new LineChart("Time", "ms", List.of("P50", "P99"), List.of(new Course("a", List.of(1.0, 100.0)))).svg();
        assertThat(svg)
                .contains(">1 ms<")
                .contains(">10 ms<")
                .contains(">100 ms<")
                .doesNotContain(">1,000 ms<");
    }

    @Test
    void aTimeTooShortToTellStillHasAPlace() {
        String svg = new LineChart("Time", "ms", List.of("P50"), List.of(new Course("a", List.of(0.0)))).svg();
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void namesAreTextAndNoMarkup() {
        Page page = new Page("a < b", "\"c\" & d");
        assertThat(page.html()).contains("a &lt; b").contains("&quot;c&quot; &amp; d");
    }
}
