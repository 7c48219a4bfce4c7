package dev.parley.viewstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

    @TempDir
    Path directory;

    private void with(ViewStoreServer opened, Consumer<MongoCollection<Document>> work) {
        try (ViewStoreServer server = opened;
                MongoClient client = MongoClients.create(server.uri("test"))) {
            work.accept(client.getDatabase("test").getCollection("views"));
        }
    }

    @Test
    void whatWasWrittenIsThereAfterwardsAndCanBeWrittenOver() {
        with(AnyMongo.open(directory), views -> views.insertOne(new Document("_id", "a").append("version", 1)));

        with(AnyMongo.open(directory), views -> {
            views.replaceOne(
                    eq("_id", "a"), new Document("_id", "a").append("version", 2), new ReplaceOptions().upsert(true));
            views.insertOne(new Document("_id", "b"));
            assertThatThrownBy(() -> views.insertOne(new Document("_id", "a"))).hasMessageContaining("E11000");
        });

        with(AnyMongo.open(directory), views -> {
            assertThat(views.countDocuments()).isEqualTo(2);
            assertThat(views.find(eq("_id", "a")).first()).isEqualTo(new Document("_id", "a").append("version", 2));
        });
    }

    @Test
    void viewsOfAnotherLayoutAreThrownAway() {
        with(AnyMongo.open(directory), views -> views.insertOne(new Document("_id", "a")));

        with(new ViewStoreServer(directory, "2", AnyMongo.LIBRARY), views -> {
            assertThat(views.countDocuments()).isZero();
            views.insertOne(new Document("_id", "b"));
        });

        with(
                new ViewStoreServer(directory, "2", AnyMongo.LIBRARY),
                views -> assertThat(views.countDocuments()).isEqualTo(1));
    }

    @Test
    void aStoreInUseIsNotOpenedASecondTime() {
        try (ViewStoreServer _ = AnyMongo.open(directory)) {
            assertThatThrownBy(() -> AnyMongo.open(directory))
                    .isInstanceOf(CannotOpenViews.class)
                    .hasMessage(
                            "The view store in " + directory + " is in use by another process; stop that one first.");
        }
    }

    @Test
    void aDamagedStoreSaysHowTheViewsComeBack() throws IOException {
        with(
                AnyMongo.open(directory),
                views -> views.insertMany(IntStream.range(0, 2_000)
                        .mapToObj(i -> new Document("_id", "%06d".formatted(i)).append("words", "word ".repeat(i % 50)))
                        .toList()));
        List<Path> tables;
        try (Stream<Path> files = Files.list(directory)) {
            tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
        for (Path table : tables) {
            try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
                file.seek(100);
                file.write(new byte[200]);
            }
        }

        assertThatThrownBy(() -> AnyMongo.open(directory))
                .isInstanceOf(CannotOpenViews.class)
                .hasMessageContaining("is damaged. Nothing is lost, for views are computed from the events")
                .hasMessageContaining("delete that directory");

        for (Path table : tables) {
            Files.delete(table);
        }
        assertThatThrownBy(() -> AnyMongo.open(directory))
                .isInstanceOf(CannotOpenViews.class)
                .hasMessageContaining("delete that directory");
    }

    @Test
    void otherIndexesThanTheOneOnIdsAreRefused() {
        with(
                AnyMongo.open(directory),
                views -> assertThatThrownBy(
                                () -> views.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true)))
                        .hasMessageContaining("This store keeps one index a collection, the one on _id."));
    }
}
