package dev.parley.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ContentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PNG = "\"file\":\"f-1\",\"name\":\"a.png\",\"size\":1,\"mimeType\":\"image/png\"";

    private static Content read(String json) {
        return JSON.readValue(json, Content.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":\"Hello 你好 👋\"}",
                "{\"type\":\"markdown\",\"text\":\"**a**\\n\\n- b\"}",
                "{\"type\":\"image\",\"width\":640,\"height\":480," + PNG + "}",
                "{\"type\":\"video\",\"file\":\"https://example.org/v?x=1\",\"name\":\"v\",\"size\":0,\"mimeType\":\"video/mp4\",\"durationMs\":0}",
                "{\"type\":\"audio\",\"file\":\"a\",\"name\":\"a\",\"size\":1,\"mimeType\":\"audio/webm;codecs=opus\"}",
                "{\"type\":\"file\",\"file\":\"a\",\"name\":\"Relatório.pdf\",\"size\":1,\"mimeType\":\"text/plain; charset=utf-8\"}",
                "{\"type\":\"location\",\"latitude\":-90,\"longitude\":180,\"title\":\"Pole\"}",
                "{\"type\":\"card\",\"kind\":\"user\",\"id\":\"7\",\"title\":\"Ana\"}",
                "{\"type\":\"custom\",\"kind\":\"org.example/poll\",\"data\":{\"a\":[1,2.5,null,true,{\"b\":\"c\"}]}}"
            })
    void everyTypeIsSaidAsItWasWritten(String json) {
        assertThat(JSON.writeValueAsString(read(json).checkedAsSaid())).isEqualTo(JSON.writeValueAsString(read(json)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("text", "{\"type\":\"text\"}"),
                Arguments.of("text", "{\"type\":\"markdown\",\"text\":\" \"}"),
                Arguments.of("file", image("\"file\":\"f-1\"", "\"file\":\"http://example.org/a\"")),
                Arguments.of("file", image("\"file\":\"f-1\"", "\"file\":\"javascript:alert(1)\"")),
                Arguments.of("file", image("\"file\":\"f-1\"", "\"file\":\"https://ana:secret@example.org/a\"")),
                Arguments.of("file", image("\"file\":\"f-1\"", "\"file\":null")),
                Arguments.of("name", image("a.png", "../a.png")),
                Arguments.of("size", image("\"size\":1", "\"size\":-1")),
                Arguments.of("mimeType", image("image/png", "png")),
                Arguments.of("mimeType", image("image/png", "text/html")),
                Arguments.of("mimeType", image("image/png", "image/png\\r\\nX: y")),
                Arguments.of("width", image("\"size\":1", "\"size\":1,\"width\":0")),
                Arguments.of(
                        "durationMs",
                        "{\"type\":\"audio\",\"file\":\"a\",\"name\":\"a\",\"size\":1,\"mimeType\":\"audio/ogg\",\"durationMs\":-1}"),
                Arguments.of("latitude", "{\"type\":\"location\",\"latitude\":90.01,\"longitude\":0}"),
                Arguments.of("latitude", "{\"type\":\"location\",\"latitude\":\"NaN\",\"longitude\":0}"),
                Arguments.of("longitude", "{\"type\":\"location\",\"latitude\":0,\"longitude\":-181}"),
                Arguments.of("kind", "{\"type\":\"card\",\"kind\":\"<b>\",\"id\":\"7\",\"title\":\"Ana\"}"),
                Arguments.of("title", "{\"type\":\"card\",\"kind\":\"user\",\"id\":\"7\",\"title\":\"\"}"),
                Arguments.of("data", "{\"type\":\"custom\",\"kind\":\"poll\"}"),
                Arguments.of("data", "{\"type\":\"custom\",\"kind\":\"poll\",\"data\":{\"$where\":1}}"),
                Arguments.of("type", "{\"type\":\"system\",\"text\":\"Your account will be closed\"}"),
                Arguments.of("type", "{\"type\":\"merged\",\"title\":\"Chat\",\"items\":[]}"));
    }

    private static String image(String part, String by) {
        return "{\"type\":\"image\"," + PNG.replace(part, by) + "}";
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefusedIsNamed(String field, String json) {
        Content content = read(json);
        assertThatThrownBy(content::checkedAsSaid)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("content." + field));
    }

    @Test
    void whatWasSaidUnderOtherLimitsIsRead() {
        String old = "{\"type\":\"text\",\"text\":\"bell\\u0007\"}";
        assertThat(JSON.writeValueAsString(read(old)))
                .isEqualTo(JSON.readTree(old).toString());
    }

    @Test
    void extensionsAreBoundedInDepthAndSize() {
        Extensions deep = new Extensions(nested(9));
        assertThatThrownBy(() -> deep.require("extensions")).hasMessageContaining("8 levels");
        Extensions wide = new Extensions(Map.of("list", Collections.nCopies(10_000, 0)));
        assertThatThrownBy(() -> wide.require("extensions")).hasMessageContaining("8192");
        Extensions long_ = new Extensions(Map.of("text", "x".repeat(8_193)));
        assertThatThrownBy(() -> long_.require("extensions")).hasMessageContaining("8192");
        Extensions broken = new Extensions(Map.of("text", "\uD83D"));
        assertThatThrownBy(() -> broken.require("extensions")).hasMessageContaining("surrogate");
        for (Number number : new Number[] {new BigInteger("9223372036854775808"), Double.POSITIVE_INFINITY}) {
            Extensions uncommon = new Extensions(Map.of("number", number));
            assertThatThrownBy(() -> uncommon.require("extensions")).hasMessageContaining("64 bits");
        }
        assertThat(new Extensions(nested(8)).require("extensions").values()).hasSize(1);
    }

    private static Map<String, Object> nested(int levels) {
        return Map.of("a", levels == 2 ? "leaf" : nested(levels - 1));
    }

    @Test
    void whatIsMergedIsBoundedInNumberAndDepth() {
        Content.Merged.Item item =
                new Content.Merged.Item(new UserId(new UUID(1, 1)), Instant.EPOCH, new Content.Text("a"));
        assertThatThrownBy(() -> new Content.Merged("Chat", Collections.nCopies(101, item)).checked())
                .hasMessageContaining("100");
        Content nested = new Content.Text("a");
        for (int i = 0; i < 4; i++) {
            nested = new Content.Merged("Chat", List.of(new Content.Merged.Item(item.sender(), item.at(), nested)));
        }
        assertThatThrownBy(nested::checked).hasMessageContaining("3 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "👍🏽", "🇵🇹", "👨‍👩‍👧‍👦", "1️⃣", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏳️‍🌈", "©️"})
    void anEmojiIsOneCharacter(String emoji) {
        assertThat(Emoji.one("emoji", emoji)).isEqualTo(emoji);
    }

    @ParameterizedTest
    @CsvSource({"❤,❤️", "👍\uFE0F,👍", "1⃣,1️⃣", "🏳‍🌈,🏳️‍🌈"})
    void theSameEmojiIsWrittenInOneWay(String written, String kept) {
        assertThat(Emoji.one("emoji", written)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1", "#", "👍👍", "👍 ", "ok👍", "<b>", "👨‍", "🇵", "\uD83D", "e\u0301"})
    void anythingElseIsNoEmoji(String text) {
        assertThatThrownBy(() -> Emoji.one("emoji", text)).isInstanceOf(InvalidInput.class);
    }
}
