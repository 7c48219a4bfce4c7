package dev.parley.standalone.holdings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.DataDirectory;
import dev.parley.standalone.control.ControlServer;
import dev.parley.standalone.control.ToolFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldingsTest {

    @TempDir
    Path data;

    @Test
    void aFileThatAKilledParleyLeftDoesNotMakeItRun() throws Exception {
        DataDirectory.open(data).close();
        Files.writeString(data.resolve("control"), "port=1\nsecret=of a former run\n");
        Files.createDirectories(data.resolve("event-store"));
        Files.createFile(data.resolve("event-store/CURRENT"));

        try (Holdings holdings = Holdings.of(data, data)) {
            assertThat(holdings.eventStore()).isEqualTo(data.resolve("event-store"));
            assertThat(holdings.describe()).contains("stopped");
        }
    }

    @Test
    void aParleyThatRunsIsAsked() throws Exception {
        try (DataDirectory running = DataDirectory.open(data);
                ControlServer server =
                        ControlServer.start(running.path(), Map.of("event-store", call -> call.say("/a/checkpoint")));
                Holdings holdings = Holdings.of(data, data)) {
            assertThat(server).isNotNull();
            assertThat(holdings.eventStore()).isEqualTo(Path.of("/a/checkpoint"));
            assertThat(holdings.describe()).contains("running");
        }
    }

    @Test
    void aParleyThatIsStillStartingIsToldInASentence() throws Exception {
        try (DataDirectory starting = DataDirectory.open(data);
                Holdings holdings = Holdings.of(starting.path(), data)) {
            assertThatThrownBy(holdings::eventStore)
                    .isInstanceOf(ToolFailed.class)
                    .hasMessageContaining("starting or stopping");
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertThatThrownBy(() -> Holdings.of(data.resolve("nowhere"), data))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining(data.resolve("nowhere").toString());
        try (Holdings holdings = Holdings.of(data, data)) {
            assertThatThrownBy(holdings::eventStore).hasMessageStartingWith("There is no event store in " + data);
            assertThatThrownBy(holdings::accounts).hasMessageStartingWith("There is no identity store in " + data);
            assertThatThrownBy(holdings::signingKeys).hasMessageStartingWith("There are no signing keys in " + data);
            assertThat(holdings.kafka()).isEmpty();
        }
        assertThat(data).isEmptyDirectory();
    }
}
