package dev.parley.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadsTest {

    /** {@code printf 'a:1' | sha256sum} and {@code printf 'b:2' | sha256sum}, first 16 digits, combined by hand. */
    @Test
    void theDigestIsTheCombinationOfEachHeadsHash() {
        assertThat(Heads.of(Map.of("a", 1L))).isEqualTo(new Heads(1, "2b2c40a6706d9e5f"));
        assertThat(Heads.of(Map.of("a", 1L, "b", 2L))).isEqualTo(new Heads(2, "cf5d23d5b36f6825"));
    }

    @Test
    void nothingHasADigestOfZeros() {
        assertThat(Heads.of(Map.of())).isEqualTo(new Heads(0, "0000000000000000"));
    }
}
