package dev.parley.projection.rebuild;

import static com.mongodb.client.model.Filters.eq;
import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.projection.Generations;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.Story;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.rebuild.RebuildRecord.State;
import dev.parley.projection.runtime.Discarded;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.ProjectionStatus.Phase;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.StoredJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views are made anew beside those that are read, over the wire of a view store. */
class RebuildTest {

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();
    private final Story story = Story.aGroupOf(ANA, BEN);
    private final AtomicInteger said = new AtomicInteger();
    private Projections projections = projections();
    private Rebuilds rebuilds = rebuilds();

    @AfterEach
    void close() {
        rebuilds.stop();
        projections.stop();
        store.close();
    }

    @Test
    void aViewIsMadeAnewAndReadInItsPlace() {
        started(50);

        RebuildStatus done = rebuilt(Projectors.HISTORY);

        assertThat(done.report().differences()).isZero();
        assertThat(done.report().collections())
                .allSatisfy(compared -> assertThat(compared.digestMade()).isEqualTo(compared.digestRead()))
                .first()
                .satisfies(messages -> assertThat(messages.documentsMade()).isEqualTo(50));
        assertThat(live().collection(Views.MESSAGES)).isEqualTo("messages.2");
        assertThat(live().collection(Views.CONVERSATIONS)).isEqualTo("conversations");
        say(1);
        await().untilAsserted(() -> {
            assertThat(store.all("messages.2")).hasSize(51);
            assertThat(store.all("messages"))
                    .as("kept up to date, to be returned to")
                    .hasSize(51);
        });
    }

    @Test
    void whatWasWrongIsRightedAndTold() {
        started(10);
        store.database()
                .getCollection(Views.MESSAGES)
                .updateOne(eq("_id", story.message(3).toString()), Updates.set("content.text", "planted"));
        store.database()
                .getCollection(Views.MESSAGES)
                .deleteOne(eq("_id", story.message(4).toString()));

        Report.Compared messages =
                rebuilt(Projectors.HISTORY).report().collections().getFirst();

        assertThat(messages.changed()).isEqualTo(1);
        assertThat(messages.added()).isEqualTo(1);
        assertThat(messages.examples()).anySatisfy(difference -> {
            assertThat(difference.id()).isEqualTo(story.message(3).toString());
            assertThat(difference.read()).contains("planted");
            assertThat(difference.made()).contains("text 3");
        });
        assertThat(store.all("messages.2")).hasSize(10);
    }

    @Test
    void nothingThatCanBeReadIsLostWithoutSomebodysYes() throws Exception {
        started(5);
        store.database()
                .getCollection(Views.CONVERSATIONS)
                .insertOne(new Document("_id", "nobody knows where from").append("version", 1));

        RebuildStatus ready = rebuilt(Projectors.HEADS, State.READY);

        assertThat(ready.problem()).contains("would be gone");
        assertThat(live().of(Projectors.HEADS)).isEqualTo(1);
        assertThat(rebuilds.switchOver(ready.rebuild()).state()).isEqualTo(State.SWITCHED);
        assertThat(live().of(Projectors.HEADS)).isEqualTo(2);
    }

    @Test
    void itIsRolledBackAndPutAway() throws Exception {
        started(5);
        String id = rebuilt(Projectors.HEADS).rebuild();
        say(1);

        assertThat(rebuilds.rollBack(id).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(live().collection(Views.CONVERSATIONS)).isEqualTo("conversations");
        assertThat(rebuilds.drop(id).state()).isEqualTo(State.ABORTED);
        assertThat(store.database().listCollectionNames()).doesNotContain("conversations.2");
        say(1);
        await().untilAsserted(() -> assertThat(seq(live())).isEqualTo(7));
    }

    @Test
    void oneAtATimeForEachViewAndOnlyOfViewsThatThereAre() throws Exception {
        started(100);
        RebuildStatus slow = rebuilds.begin(new Rebuilds.Wish(Projectors.HEADS, 1, false, "ana"));
        assertThatThrownBy(() -> rebuilds.begin(new Rebuilds.Wish(Projectors.HEADS, 0, false, "ana")))
                .isInstanceOf(CommandRefused.class)
                .hasMessageContaining(slow.rebuild());
        assertThatThrownBy(() -> rebuilds.begin(new Rebuilds.Wish("header", 0, false, "ana")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("heads, history");
        assertThat(rebuilds.drop(slow.rebuild()).state()).isEqualTo(State.ABORTED);
        assertThat(rebuilt(Projectors.HEADS).generation()).isEqualTo(3);
    }

    @Test
    void aReaderNeverSeesAnOlderHeadWhileItIsRebuiltAgainAndAgain() throws Exception {
        started(20);
        AtomicBoolean talking = new AtomicBoolean(true);
        AtomicInteger backwards = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Thread talker = Thread.ofVirtual().start(() -> {
            while (talking.get()) {
                if (said.get() - seen.get() < 50) {
                    say(1);
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        Thread reader = Thread.ofVirtual().start(() -> {
            Generations lease = live();
            long leased = System.nanoTime();
            while (talking.get()) {
                if (System.nanoTime() - leased > Generations.LEASE.toNanos()) {
                    lease = live();
                    leased = System.nanoTime();
                }
                int seq = seq(lease);
                if (seq < seen.getAndSet(seq)) {
                    backwards.incrementAndGet();
                }
            }
        });
        try {
            String first = rebuilt(Projectors.HEADS).rebuild();
            rebuilds.rollBack(first);
            rebuilds.switchOver(first);
            rebuilds.drop(first);
            assertThat(rebuilt(Projectors.HEADS).report().differences()).isZero();
        } finally {
            talking.set(false);
            talker.join();
            reader.join();
        }
        assertThat(backwards).hasValue(0);
        assertThat(seen.get()).isGreaterThan(20);
        await().untilAsserted(() -> assertThat(seq(live())).isEqualTo(said.get()));
    }

    @Test
    void aRebuildThatIsBrokenOffGoesOnWhereItWas() {
        started(20);
        String id = rebuilds.begin(new Rebuilds.Wish(Projectors.HEADS, 0, true, "ana"))
                .rebuild();
        await().until(() -> rebuilds.one(id).state() == State.READY);

        restart();
        await().until(() -> rebuilds.all().size() == 1);
        assertThat(rebuilds.one(id).state()).isEqualTo(State.READY);

        // As if it had been killed before it wrote down that it was ready, and with more to read.
        rebuilds.stop();
        projections.stop();
        store.database()
                .getCollection(Views.REBUILDS)
                .updateOne(
                        eq("_id", id),
                        Updates.combine(Updates.set("state", "BUILDING"), Updates.set("confirm", false)));
        say(30);
        projections = projections();
        rebuilds = rebuilds();
        projections.start();
        rebuilds.start();
        await().until(() -> rebuilds.all().stream().anyMatch(one -> one.state() == State.SWITCHED));
        assertThat(rebuilds.one(id).work().total()).isEqualTo(30);
        assertThat(seq(live())).isEqualTo(50);
    }

    @Test
    void aSwitchThatNobodyLivedToWriteDownStands() {
        started(5);
        String id = rebuilt(Projectors.HEADS).rebuild();
        rebuilds.stop();
        store.database().getCollection(Views.REBUILDS).updateOne(eq("_id", id), Updates.set("state", "COMPARING"));
        rebuilds = rebuilds();
        rebuilds.start();
        await().until(() -> !rebuilds.all().isEmpty());
        assertThat(rebuilds.one(id).state()).isEqualTo(State.SWITCHED);
    }

    @Test
    void whatIsNotReadAnyMoreGoesByItself() {
        rebuilds = new Rebuilds(projections, store.database(), Duration.ZERO, Clock.systemUTC());
        started(5);
        String id = rebuilds.begin(new Rebuilds.Wish(Projectors.HEADS, 0, false, "ana"))
                .rebuild();
        await().atMost(Duration.ofSeconds(30)).until(() -> rebuilds.one(id).state() == State.DONE);
        assertThat(store.database().listCollectionNames())
                .contains("conversations.2")
                .doesNotContain("conversations");
    }

    private void started(int messages) {
        kafka.publish(story.events());
        say(messages);
        projections.start();
        rebuilds.start();
        await().until(() -> projections.statuses().stream().allMatch(status -> status.phase() == Phase.LIVE));
    }

    private void restart() {
        rebuilds.stop();
        projections.stop();
        projections = projections();
        rebuilds = rebuilds();
        projections.start();
        rebuilds.start();
    }

    private void say(int messages) {
        int from = story.events().size();
        for (int i = 0; i < messages; i++) {
            story.says(ANA, "text " + said.incrementAndGet());
        }
        kafka.publish(story.events(), from, story.events().size() - 1);
    }

    private RebuildStatus rebuilt(String view) {
        return rebuilt(view, State.SWITCHED);
    }

    private RebuildStatus rebuilt(String view, State end) {
        String id = rebuilds.begin(new Rebuilds.Wish(view, 0, false, "ana")).rebuild();
        await().atMost(Duration.ofSeconds(30)).until(() -> rebuilds.one(id).state() == end);
        return rebuilds.one(id);
    }

    private Generations live() {
        Document found = store.database()
                .getCollection(Views.GENERATIONS)
                .find(eq("_id", Generations.KEY))
                .first();
        return found == null ? Generations.FIRST : StoredJson.view(found, Generations.class);
    }

    private int seq(Generations generations) {
        Document head = store.database()
                .getCollection(generations.collection(Views.CONVERSATIONS))
                .find(eq("_id", story.conversation().toString()))
                .first();
        assertThat(head).isNotNull();
        return head.get("seq", Number.class).intValue();
    }

    private Projections projections() {
        return new Projections(
                ConversationProjections.in(store.database()),
                kafka,
                Discarded.NOTHING,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private Rebuilds rebuilds() {
        return new Rebuilds(projections, store.database(), Duration.ofHours(1), Clock.systemUTC());
    }
}
