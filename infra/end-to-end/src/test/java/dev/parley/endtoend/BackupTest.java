package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.awaitUnread;
import static dev.parley.endtoend.Journey.history;
import static dev.parley.endtoend.Journey.say;
import static dev.parley.endtoend.Journey.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that cannot be computed again comes back from a backup, and everything else is computed. */
class BackupTest {

    private static final String WORD = "Noodles";

    private Person ana;
    private Person ben;
    private String group;
    private Accepted last;
    private Analyst lise;

    @Test
    void aBackupMadeWhileItRunsBringsEverythingBackElsewhere() throws IOException {
        Path data = RunningProduct.newDataDirectory();
        Path backup = data.resolveSibling(data.getFileName() + "-backup");
        Path stoppedBackup = data.resolveSibling(data.getFileName() + "-backup-stopped");
        Path elsewhere = data.resolveSibling(data.getFileName() + "-restored");
        try (Product product = Product.start(data)) {
            talk(product.door());
            lise = Analyst.appointedBy(Analyst.administratorOf(product), product.door(), "analyst");
            checkpoint("PUT", "nightly", "{\"position\": 3}");
            checkpoint("PUT", "given-up", "{\"position\": 2}");
            checkpoint("DELETE", "given-up", null);
            Tool.run(data, "backup", backup).expectSuccess();
            Person.newcomer(product.door(), "Chen"); // too late for the backup
            say(ana, group, "After the backup");

            assertThat(Tool.run(data, "verify").expectSuccess().printed()).contains("running", "sound");
            assertThat(payloads(Tool.run(data, "events", "--conversation", group, "--type", "MessageSent")))
                    .hasSize(6);
            assertThat(data.resolve("copies")).isEmptyDirectory();
            product.killTree();
        }
        // What a kill leaves behind must not make the tools believe that somebody is there.
        assertThat(data.resolve("control")).exists();
        assertThat(Tool.run(data, "verify").expectSuccess().printed()).contains("stopped", "sound");
        Tool.run(data, "backup", stoppedBackup).expectSuccess();
        assertThat(Files.readAllLines(stoppedBackup.resolve("positions.ndjson")))
                .containsAll(Files.readAllLines(backup.resolve("positions.ndjson")));
        Tool.run(data, "restore", backup).expectFailure("is not empty");

        Tool.run(elsewhere, "restore", backup).expectSuccess();
        try (Product restored = Product.start(elsewhere)) {
            assertEverythingIsAsItWas(restored.door());
            assertThat(Tool.run(elsewhere, "verify").expectSuccess().printed()).contains("sound");
            assertThat(elsewhere.resolve("positions.pending.ndjson")).doesNotExist();

            flipBytesOfTheStore(elsewhere.resolve("event-store"));
            assertThat(Tool.run(elsewhere, "verify")
                            .expectFailure("The event store")
                            .complaint())
                    .contains("damaged");
        }
        assertThat(elsewhere.resolve("control")).doesNotExist();
    }

    /** Five messages, of which Ben has read three. */
    private void talk(FrontDoor door) {
        ana = Person.newcomer(door, "Ana");
        ben = Person.newcomer(door, "Ben");
        group = Journey.group(ana, ben);
        for (int number = 1; number <= 5; number++) {
            last = say(ana, group, WORD + " " + number);
        }
        awaitUnread(ben, group, 5);
        ben.rest().read(group, 3);
        awaitUnread(ben, group, 2);
    }

    private Answer checkpoint(String method, String name, @Nullable String body) {
        return lise.rest().call(method, "/replay/checkpoints/" + name, Map.of(), body);
    }

    private void assertEverythingIsAsItWas(FrontDoor door) {
        lise = lise.at(door);
        assertThat(checkpoint("GET", "nightly", null).body().path("position").asLong(-1))
                .isEqualTo(3);
        assertThat(checkpoint("GET", "given-up", null).status()).isEqualTo(404);
        Person benAgain = ben.at(door); // with his old password
        assertThat(benAgain.user()).isEqualTo(ben.user());
        Session refreshed = ParleyClient.of(door).refresh(ana.session().refreshToken());
        assertThat(refreshed.user()).isEqualTo(ana.user());

        assertThat(texts(history(benAgain, group, last.version())))
                .containsExactly(WORD + " 1", WORD + " 2", WORD + " 3", WORD + " 4", WORD + " 5");
        awaitUnread(benAgain, group, 2);
        List<Hit> hits = Eventually.see(
                "every message to be found", () -> benAgain.rest().search(WORD).items(), found -> found.size() == 5);
        assertThat(hits).extracting(Hit::conversation).containsOnly(group);
        Accepted next = say(benAgain, group, "Life goes on");
        assertThat(next.seq()).isEqualTo(last.seq() + 1);
    }

    private static List<JsonNode> payloads(Tool events) {
        return events.expectSuccess()
                .printed()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).path("payload"))
                .toList();
    }

    /** Every byte of a stretch in the middle: wherever a block begins, one is hit. */
    private static void flipBytesOfTheStore(Path store) throws IOException {
        Path largest;
        try (Stream<Path> files = Files.list(store)) {
            largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
            byte[] stretch = new byte[64];
            file.seek(256);
            file.readFully(stretch);
            for (int i = 0; i < stretch.length; i++) {
                stretch[i] ^= 0x55;
            }
            file.seek(256);
            file.write(stretch);
        }
    }
}
