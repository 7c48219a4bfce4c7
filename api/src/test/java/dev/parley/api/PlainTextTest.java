package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void peopleCountCharactersNotCodePoints() {
        assertThat(PlainText.graphemes("e\u0301" + FAMILY + "🇵🇹" + "नि")).isEqualTo(4);
        assertThat(PlainText.line("name", FAMILY.repeat(10), 10)).isEqualTo(FAMILY.repeat(10));
        assertThatThrownBy(() -> PlainText.line("name", FAMILY.repeat(11), 10))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("10")
                .hasMessageContaining("11");
    }

    @Test
    void aFewCharactersWithEndlessAccentsAreTooLarge() {
        assertThatThrownBy(() -> PlainText.line("name", "Z" + "\u0301".repeat(1_000), 10))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u200B\u2060", "\u3164", "\u2800", "\u0301", "\u202E\u202C", "\uFEFF"})
    void whatNobodySeesIsNoText(String nothing) {
        assertThatThrownBy(() -> PlainText.lines("text", nothing, 10, 100)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u0007b", "a\u001Bb", "\u007Fa", "a\u0085", "a\uD83D", "\uDE00a"})
    void whatIsNoCharacterIsRefused(String text) {
        assertThatThrownBy(() -> PlainText.lines("text", text, 10, 100)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void linesEndAsTheyWereTyped() {
        assertThat(PlainText.lines("text", "a\tb\r\nc", 10, 100)).isEqualTo("a\tb\r\nc");
        assertThatThrownBy(() -> PlainText.line("name", "a\nb", 10)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource({
        // an override without its end, an end without its beginning, an isolate around an embedding, a line that ends
        // before
        "a\u202Eb,           a\u202Eb\u202C",
        "a\u202Cb\u2069,     ab",
        "\u2067a\u202Bb\u2069c, \u2067a\u202Bb\u202C\u2069c",
        "\u2066a\u202Cb,     \u2066ab\u2069",
        "a\u202Eb\u2029c,    a\u202Eb\u202C\u2029c",
        "a\u200Fb\u200E,     a\u200Fb\u200E"
    })
    void nothingTurnsTheTextAround(String text, String kept) {
        assertThat(PlainText.lines("text", text, 20, 100)).isEqualTo(kept);
        assertThat(PlainText.lines("text", kept, 20, 100)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "a/b", "a\\b", ".", "..", "photo\u202Egnp.exe", "a\u0000.txt"})
    void theNameOfAFileLeadsNowhere(String name) {
        assertThatThrownBy(() -> PlainText.fileName("name", name, 200)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aNameIsComposedAndHoldsNothingThatHides() {
        assertThat(PlainText.name("name", " Cafe\u0301 👩\u200D👧 ", 10)).isEqualTo("Café 👩\u200D👧");
        for (String typed : List.of("a\u202Eb", "a\u2066b", "a\u200Fb", "a\u2028b", "a\u00ADb", "a\nb")) {
            assertThatThrownBy(() -> PlainText.name("name", typed, 10)).isInstanceOf(InvalidInput.class);
        }
    }
}
