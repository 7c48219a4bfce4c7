package dev.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {

    /** Room for what opening anew writes: all that is in the log once more. */
    private static final int BALLAST = 64 << 20;

    @TempDir
    Path directory;

    private final Random random = new Random(1);
    private Path disk;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(directory.resolve("disk"));
        String failure = run("mount", "-t", "tmpfs", "-o", "size=112m", "tmpfs", disk.toString());
        Assumptions.assumeTrue(failure.isEmpty(), "No file system can be mounted here: " + failure);
    }

    @AfterEach
    void unmount() {
        run("umount", "-l", disk.toString());
    }

    @Test
    void whenTheDiskIsFullReadsGoOnAndWritesDoAgainOnceThereIsRoom() throws IOException {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST]);
        try (ViewStoreServer server = AnyMongo.open(disk.resolve("views"));
                MongoClient client = MongoClients.create(server.uri("test"))) {
            MongoCollection<Document> views = client.getDatabase("test").getCollection("views");
            int[] stored = {0};
            assertThatThrownBy(() -> {
                        while (true) {
                            views.insertOne(noise(stored[0]));
                            stored[0]++;
                        }
                    })
                    .isInstanceOf(MongoCommandException.class)
                    .hasMessageContaining("cannot be read or written");

            Files.delete(ballast);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> views.find(eq("_id", "%06d".formatted(0))).first() != null);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                views.insertOne(new Document("_id", "afterwards"));
                return true;
            });
            assertThat(views.countDocuments()).isBetween(stored[0] + 1L, stored[0] + 2L);
        }
    }

    /** It cannot be compressed. */
    private Document noise(int number) {
        byte[] noise = new byte[64 << 10];
        random.nextBytes(noise);
        return new Document("_id", "%06d".formatted(number)).append("noise", new Binary(noise));
    }

    /** What it said if it failed. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? "" : String.join(" ", command) + ": " + said;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
