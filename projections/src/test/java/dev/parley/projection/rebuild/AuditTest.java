package dev.parley.projection.rebuild;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.Story;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.rebuild.Report.Compared;
import dev.parley.projection.runtime.Discarded;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.ProjectionStatus.Phase;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Shelf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was planted into views is found, and nothing else. */
class AuditTest {

    private static final int CONVERSATIONS = 40;

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Projections projections =
            new Projections(shelves(), kafka, Discarded.NOTHING, meters, Clock.systemUTC());
    private final Audit audit = new Audit(projections, meters);
    private final List<Story> stories = new ArrayList<>();

    @BeforeEach
    void everythingIsAsItShouldBe() {
        for (int i = 0; i < CONVERSATIONS; i++) {
            Story story = Story.aGroupOf(ANA, BEN)
                    .says(ANA, "one")
                    .says(BEN, "two")
                    .edits(ANA, 1, 1, "once", BEN)
                    .recalls(BEN, 2)
                    .says(BEN, "three")
                    .leaves(BEN);
            stories.add(story);
            kafka.publish(story.events());
        }
        projections.start();
        await().until(() -> projections.statuses().stream().allMatch(status -> status.phase() == Phase.LIVE));
    }

    @AfterEach
    void close() {
        projections.stop();
        store.close();
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() throws Exception {
        for (String view : audit.views(null)) {
            assertThat(differences(view, 0)).as(view).isZero();
            assertThat(differences(view, 10)).as(view + ", sampled").isZero();
        }
        assertThat(store.database().listCollectionNames()).noneMatch(name -> name.endsWith(".0"));
    }

    @Test
    void aChangedTextAndAMissingDocument() throws Exception {
        plant(Views.MESSAGES, stories.get(3).message(1), Updates.set("content.text", "planted"));
        store.database()
                .getCollection(Views.CONVERSATION_LOG)
                .deleteOne(eq("_id", stories.get(5).conversation() + "/2"));
        store.database()
                .getCollection(Views.MESSAGES)
                .deleteOne(eq("_id", stories.get(4).message(1).toString()));

        Compared messages = found(Projectors.HISTORY).collections().getFirst();

        assertThat(messages.changed()).isEqualTo(1);
        assertThat(messages.added()).isEqualTo(1);
        assertThat(messages.examples())
                .extracting(Report.Difference::id)
                .containsExactlyInAnyOrder(
                        stories.get(3).message(1).toString(),
                        stories.get(4).message(1).toString());
        assertThat(meters.get("parley.audit.differences")
                        .tag("projector", Projectors.HISTORY)
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aWrongUnreadAndAWrongWindow() throws Exception {
        plant(
                Views.POSITIONS,
                BEN,
                Updates.set("conversations." + stories.get(7).conversation() + ".read", 1L));
        plant(
                Views.GONE_TOTALS,
                stories.get(8).conversation(),
                Updates.set("planted", List.of(new Document("block", 0))));
        plant(
                Views.MEMBERSHIPS,
                BEN,
                Updates.set("conversations." + stories.get(9).conversation() + ".windows", List.of()));

        assertThat(differences(Projectors.POSITIONS, 0)).isEqualTo(1);
        assertThat(differences(Projectors.HEADS, 0)).isEqualTo(1);
        assertThat(differences(Projectors.MEMBERSHIPS, 0)).isEqualTo(1);
    }

    @Test
    void somethingThatNoEventEverSaid() throws Exception {
        store.database()
                .getCollection(Views.MESSAGES)
                .insertOne(new Document("_id", stories.getFirst().conversation() + ".99").append("seq", 99));
        assertThat(found(Projectors.HISTORY).collections().getFirst().missing()).isEqualTo(1);
    }

    private void plant(String view, Object id, Bson change) {
        assertThat(store.database()
                        .getCollection(view)
                        .updateOne(eq("_id", id.toString()), change)
                        .getMatchedCount())
                .isEqualTo(1);
    }

    private Report found(String view) throws InterruptedException {
        return audit.of(view, audit.sample(0)).report();
    }

    private long differences(String view, int sample) throws InterruptedException {
        return audit.of(view, audit.sample(sample)).report().differences();
    }

    private List<Shelf> shelves() {
        List<Shelf> shelves = new ArrayList<>(ConversationProjections.in(store.database()));
        shelves.add(PositionProjections.in(store.database()));
        return shelves;
    }
}
