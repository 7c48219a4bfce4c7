package dev.parley.standalone.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.rocks.EventLog;
import dev.parley.standalone.control.ToolFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    static Path directory;

    /** Positions 1 to 6: two people by turns, two events a day. */
    @BeforeAll
    static void fill() {
        StoredPeople.store(
                directory,
                2,
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(86_400),
                NOON.plusSeconds(86_460),
                NOON.plusSeconds(2 * 86_400),
                NOON.plusSeconds(2 * 86_400 + 60));
    }

    @Test
    void everyEventIsALineInTheStoresOrder() throws Exception {
        List<JsonNode> lines = print();

        assertThat(lines).extracting(line -> line.path("position").asLong()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aLineHoldsEverythingThatIsStored() throws Exception {
        JsonNode line = print("--from", "3", "--to", "3").getFirst();

        assertThat(line.propertyNames())
                .containsExactly("position", "time", "type", "aggregate", "version", "id", "metadata", "payload");
        assertThat(line.path("time").asString()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(line.path("type").asString()).isEqualTo("PersonRegistered");
        assertThat(line.path("aggregate").asString())
                .isEqualTo(StoredPeople.person(0).toString());
        assertThat(line.path("version").asLong()).isEqualTo(1);
        assertThat(line.path("metadata").isObject()).isTrue();
        assertThat(line.path("payload").path("displayName").asString()).isEqualTo("面条 \"2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 4, 2 3 4",
        "0, 1, 1",
        "6, 99, 6",
        "7, 99, ''",
        "2026-11-21, 2026-11-22, 3 4",
        "2026-11-20T12:01:00Z, 2026-11-21T13:00:00+01:00, 2",
        "2026-11-21, 3, 3",
        "5, 2030-01-01, 5 6"
    })
    void aRangeIsOfPositionsOrTimes(String from, String to, String positions) throws Exception {
        assertThat(String.join(
                        " ",
                        print("--from", from, "--to", to).stream()
                                .map(line -> line.path("position").asString())
                                .toList()))
                .isEqualTo(positions);
    }

    @Test
    void oneConversationIsFoundByTheIndex() throws Exception {
        String person = StoredPeople.person(1).toString();

        assertThat(print("--conversation", person))
                .extracting(line -> line.path("position").asLong())
                .containsExactly(2L, 4L, 6L);
        assertThat(print("--conversation", person, "--from", "3", "--to", "2026-11-22"))
                .extracting(line -> line.path("position").asLong())
                .containsExactly(4L);
    }

    @Test
    void oneTypeIsChosenByItsSimpleName() throws Exception {
        assertThat(print("--type", "PersonRegistered")).hasSize(6);
        assertThat(print("--type", "MessageSent")).isEmpty();
    }

    @Test
    void aConversationThatIsNotThereIsToldInASentence() {
        assertThatThrownBy(() -> print("--conversation", "nobody"))
                .isInstanceOf(ToolFailed.class)
                .hasMessage("There is no event of a conversation nobody in this store.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from tomorrow",
                "--to 2026-13-01",
                "--from -1",
                "--from 1.5",
                "--from 9 --to 8",
                "--from 2026-11-22 --to 2026-11-21",
                "--type Message*"
            })
    void badArgumentsAreToldInASentence(String line) {
        assertThatThrownBy(() -> print(line.split(" ", -1)))
                .isInstanceOf(ToolFailed.class)
                .message()
                .endsWith(".")
                .hasLineCount(1);
    }

    @Test
    void aReaderThatHasEnoughEndsIt() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (EventLog log = EventLog.openToRead(directory)) {
            assertThatThrownBy(() -> new Events(Map.of()).print(log, closed)).isInstanceOf(IOException.class);
        }
    }

    private static List<JsonNode> print(String... options) throws ToolFailed, IOException {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            named.put(options[i], options[i + 1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Events events = new Events(named);
        try (EventLog log = EventLog.openToRead(directory)) {
            events.print(log, out);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
