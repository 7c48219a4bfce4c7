package dev.parley.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.events.StoredPeople;
import dev.parley.standalone.holdings.Holdings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aSoundStoreIsToldStageByStage() throws Exception {
        StoredPeople.store(data.resolve("event-store"), 2, NOW, NOW, NOW);

        verify(false);

        assertThat(said())
                .containsSubsequence("Checksums", "Index", "Events", "Keys", "Snapshots")
                .endsWith("The event store is sound: 3 events.\n")
                .doesNotContain("\r");
    }

    @Test
    void onATerminalTheBarStaysInItsLine() throws Exception {
        StoredPeople.store(data.resolve("event-store"), 2, NOW, NOW, NOW);

        verify(true);

        assertThat(said()).contains("\r  Events");
    }

    @Test
    void anEventThatThisParleyDoesNotUnderstandIsADamage() {
        StoredPeople.store(data.resolve("event-store"), 1, NOW);
        StoredPeople.storeSomethingElse(data.resolve("event-store"));

        assertThatThrownBy(() -> verify(false))
                .isInstanceOf(ToolFailed.class)
                .hasMessageStartingWith("The event store is damaged in 1 place;");
        assertThat(said()).containsPattern("position 2: .*cannot be understood");
    }

    @Test
    void aFileThatIsGoneIsADamage() throws Exception {
        StoredPeople.store(data.resolve("event-store"), 2, NOW, NOW, NOW);
        List<Path> files;
        try (Stream<Path> all = Files.list(data.resolve("event-store"))) {
            files = all.filter(file -> file.toString().endsWith(".sst")).toList();
        }
        Files.delete(files.getFirst());

        assertThatThrownBy(() -> verify(false)).isInstanceOf(ToolFailed.class).hasMessageContaining("event store");
    }

    private void verify(boolean terminal) throws ToolFailed {
        PrintStream console = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Holdings holdings = Holdings.of(data, data)) {
            new Verify(console, terminal).run(holdings);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
