package dev.parley.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class StoredInstantsTest {

    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    @Test
    void whatAnInstantSaysOfItselfIsReadAsThatInstant() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            Instant instant = Instant.ofEpochSecond(second, random.nextLong(1_000_000_000) / unit(i) * unit(i));
            assertThat(read(instant.toString())).isEqualTo(instant);
        }
    }

    /** Nanoseconds, microseconds, milliseconds, seconds. */
    private static long unit(int i) {
        return switch (i % 4) {
            case 0 -> 1;
            case 1 -> 1_000;
            case 2 -> 1_000_000;
            default -> 1_000_000_000;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.5Z",
                "2026-01-01T00:00:00.000000001Z",
                "2026-01-01T00:00:00+02:00",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:00.Z",
                "2016-12-31T23:59:60Z",
                "+12026-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void anyOtherSpellingIsReadAsJacksonReadsIt(String text) {
        assertThat(read(text)).isEqualTo(JACKSON.readValue(quoted(text), Instant.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:00:00.0000000001Z",
                "2026-01-0aT00:00:00Z",
                "tomorrow"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
    }

    private static Instant read(String text) {
        return StoredJson.MAPPER.readValue(quoted(text), Instant.class);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
