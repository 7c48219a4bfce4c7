package dev.parley.viewstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MongoDB's own driver finds in the store; {@code -Dparley.test.mongo.uri=…} asks the same of a real MongoDB. */
class StoredDocumentsTest {

    @TempDir
    Path directory;

    private AnyMongo server;
    private MongoClient client;
    private MongoCollection<Document> documents;

    @BeforeEach
    void start() {
        server = AnyMongo.start(directory);
        client = MongoClients.create(server.uri());
        documents = client.getDatabase("test").getCollection("documents");
        documents.drop();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static Document numbered(int number) {
        return new Document("_id", "%04d".formatted(number)).append("number", number);
    }

    private void have(int count) {
        documents.insertMany(IntStream.range(0, count)
                .mapToObj(StoredDocumentsTest::numbered)
                .toList());
    }

    private List<Object> ids(Iterable<Document> found) {
        List<Object> ids = new ArrayList<>();
        found.forEach(document -> ids.add(document.get("_id")));
        return ids;
    }

    @Test
    void someAreFoundByTheirIdsAndTheOthersAreNotMissed() {
        have(10);

        assertThat(ids(documents.find(in("_id", "0003", "nobody", "0001")))).containsExactlyInAnyOrder("0001", "0003");
        assertThat(documents.find(eq("_id", "0007")).first()).isEqualTo(numbered(7));
        assertThat(documents.find(eq("_id", "nobody")).first()).isNull();
        assertThat(documents.find(and(eq("_id", "0007"), eq("number", 8))).first())
                .isNull();
    }

    @Test
    void aRangeOfIdsIsReadInBothDirections() {
        have(3_000);

        assertThat(ids(documents.find(and(gt("_id", "0997"), lt("_id", "1001")))))
                .containsExactly("0998", "0999", "1000");
        assertThat(ids(documents
                        .find(gte("_id", "0010"))
                        .sort(Sorts.ascending("_id"))
                        .limit(2)))
                .containsExactly("0010", "0011");
        assertThat(ids(documents
                        .find(lt("_id", "2000"))
                        .sort(Sorts.descending("_id"))
                        .skip(1)
                        .limit(2)))
                .containsExactly("1998", "1997");
        assertThat(ids(documents.find().batchSize(7))).hasSize(3_000).isSorted();
        assertThat(ids(documents.find(gte("number", 2_998)).sort(Sorts.descending("number"))))
                .containsExactly("2999", "2998");
    }

    @Test
    void idsOfManyTypesLieInMongosOrder() {
        List<Object> inOrder = List.of(
                -5.5,
                -2,
                0L,
                1,
                2.5,
                1L << 60,
                (1L << 60) + 1,
                "",
                "10",
                "9",
                "a",
                "ä",
                "中",
                new Document("a", 1),
                new ObjectId("000000000000000000000001"),
                false,
                true,
                new Date(-5),
                new Date(5));
        inOrder.reversed().forEach(id -> documents.insertOne(new Document("_id", id)));

        assertThat(ids(documents.find().sort(Sorts.ascending("_id")))).isEqualTo(inOrder);
        assertThat(ids(documents.find(gt("_id", 2.5)))).containsExactly(1L << 60, (1L << 60) + 1);
        assertThat(ids(documents.find(lt("_id", "a")))).containsExactly("", "10", "9");
    }

    @Test
    void oneIdIsGivenOnce() {
        have(1);
        documents.insertOne(new Document("_id", 1));

        assertThatThrownBy(() -> documents.insertOne(numbered(0)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        failure -> assertThat(failure.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThatThrownBy(() -> documents.insertOne(new Document("_id", 1L))).hasMessageContaining("E11000");
    }

    @Test
    void aGuardedUpdateChangesWhatIsOlderMakesWhatIsMissingAndLeavesWhatIsNewer() {
        documents.insertOne(new Document("_id", "a")
                .append("in", new Document("x", new Document("version", 5)))
                .append("asking", new Document("x", 1L).append("y", 2L)));
        Bson change = combine(set("in.x", new Document("version", 6)), unset("asking.x"), unset("nobody.x"));
        UpdateOptions upsert = new UpdateOptions().upsert(true);

        documents.updateOne(guarded("a", 6), change, upsert);
        documents.updateOne(guarded("b", 6), change, upsert);
        assertThatThrownBy(() -> documents.updateOne(guarded("a", 6), set("in.x.version", 7), upsert))
                .hasMessageContaining("E11000");
        assertThat(documents.updateOne(guarded("a", 6), set("in.x.version", 7)).getMatchedCount())
                .isZero();

        assertThat(documents.find())
                .containsExactly(
                        new Document("_id", "a")
                                .append("in", new Document("x", new Document("version", 6)))
                                .append("asking", new Document("y", 2L)),
                        new Document("_id", "b").append("in", new Document("x", new Document("version", 6))));
    }

    private static Bson guarded(String id, int version) {
        return and(eq("_id", id), not(gte("in.x.version", version)));
    }

    @Test
    void aLateReplacementMeetsTheKeyAndLeavesTheNewerDocument() {
        documents.insertOne(new Document("_id", "a").append("version", 5));
        WriteModel<Document> late = replaceOlder("a", 4);
        WriteModel<Document> newer = replaceOlder("b", 1);

        assertThatThrownBy(() -> documents.bulkWrite(List.of(late, newer), new BulkWriteOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, failure -> {
                    assertThat(failure.getWriteErrors()).hasSize(1);
                    assertThat(failure.getWriteErrors().getFirst().getCategory())
                            .isEqualTo(ErrorCategory.DUPLICATE_KEY);
                    assertThat(failure.getWriteErrors().getFirst().getIndex()).isZero();
                });
        documents.bulkWrite(List.of(replaceOlder("a", 6)));

        assertThat(documents.find().into(new ArrayList<>()))
                .containsExactly(
                        new Document("_id", "a").append("version", 6), new Document("_id", "b").append("version", 1));
    }

    private static WriteModel<Document> replaceOlder(String id, int version) {
        return new ReplaceOneModel<>(
                and(eq("_id", id), not(gte("version", version))),
                new Document("_id", id).append("version", version),
                new ReplaceOptions().upsert(true));
    }

    @Test
    void oneBulkSeesItsOwnWrites() {
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        var done = documents.bulkWrite(List.of(
                new InsertOneModel<>(new Document("_id", "a").append("list", List.of(1))),
                new UpdateOneModel<>(eq("_id", "a"), push("list", 2)),
                new UpdateOneModel<>(eq("_id", "a"), combine(max("deep.most", 7L), set("said", "中文"))),
                new UpdateOneModel<>(eq("_id", "a"), max("deep.most", 3L)),
                new UpdateOneModel<>(eq("_id", "b"), inc("count", 2), upsert),
                new UpdateOneModel<>(eq("_id", "b"), combine(inc("count", 2), unset("nothing")), upsert),
                new ReplaceOneModel<>(eq("_id", "c"), new Document("x", 1), new ReplaceOptions().upsert(true))));

        assertThat(done.getInsertedCount()).isEqualTo(1);
        assertThat(done.getUpserts()).hasSize(2);
        assertThat(documents.find().into(new ArrayList<>()))
                .containsExactly(
                        new Document("_id", "a")
                                .append("list", List.of(1, 2))
                                .append("deep", new Document("most", 7L))
                                .append("said", "中文"),
                        new Document("_id", "b").append("count", 4),
                        new Document("_id", "c").append("x", 1));
    }

    @Test
    void fieldsAreSetAndRaisedWhereverTheyLie() {
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        documents.updateOne(eq("_id", "a"), combine(max("of.b-1.read", 5L), max("of.b-1.delivered", 7)), upsert);
        documents.updateOne(eq("_id", "a"), combine(max("of.b-1.read", 4L), max("of.b-2.read", 1L)), upsert);
        documents.updateOne(eq("_id", "a"), combine(max("of.b-1.delivered", 8L), set("list", List.of(1, 2))), upsert);
        documents.updateOne(eq("_id", "a"), combine(set("list.1", 3), set("name", "x")), upsert);

        assertThat(documents.find(eq("_id", "a")).first())
                .isEqualTo(new Document("_id", "a")
                        .append(
                                "of",
                                new Document("b-1", new Document("read", 5L).append("delivered", 8L))
                                        .append("b-2", new Document("read", 1L)))
                        .append("list", List.of(1, 3))
                        .append("name", "x"));
        assertThat(documents.updateOne(eq("_id", "a"), max("of.b-1.read", 5L)).getModifiedCount())
                .isZero();
        assertThatThrownBy(() -> documents.updateOne(eq("_id", "a"), set("name.first", "y")))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> documents.updateOne(eq("_id", "a"), set("_id", "b")))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    void someOfTheFieldsAreGivenWhenOnlyTheyAreWanted() {
        documents.insertOne(new Document("_id", "a")
                .append("x", new Document("y", 1).append("z", 2))
                .append("w", 3));

        assertThat(documents
                        .find(in("_id", "a"))
                        .projection(Projections.include("x.y"))
                        .first())
                .isEqualTo(new Document("_id", "a").append("x", new Document("y", 1)));
    }

    @Test
    void documentsAreCountedChangedManyAtATimeAndDeleted() {
        have(2_500);

        assertThat(documents.countDocuments()).isEqualTo(2_500);
        assertThat(documents.estimatedDocumentCount()).isEqualTo(2_500);
        assertThat(documents.updateMany(lt("number", 1_500), set("small", true)).getModifiedCount())
                .isEqualTo(1_500);
        assertThat(documents.deleteMany(eq("small", true)).getDeletedCount()).isEqualTo(1_500);
        assertThat(documents.deleteOne(eq("_id", "1500")).getDeletedCount()).isEqualTo(1);
        assertThat(documents.countDocuments()).isEqualTo(999);
        assertThat(documents
                        .findOneAndUpdate(
                                eq("_id", "1501"),
                                set("seen", 1),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))
                        .get("seen"))
                .isEqualTo(1);
    }

    @Test
    void aDroppedCollectionIsEmptyAndARenamedOneIsNot() {
        have(3);
        MongoCollection<Document> other = client.getDatabase("test").getCollection("other");
        other.drop();
        documents.renameCollection(other.getNamespace());

        assertThat(documents.countDocuments()).isZero();
        assertThat(other.countDocuments()).isEqualTo(3);
        other.drop();
        assertThat(other.countDocuments()).isZero();
        assertThat(client.getDatabase("test").listCollectionNames().into(new ArrayList<>()))
                .doesNotContain("other");
    }
}
