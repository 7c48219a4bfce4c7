package dev.parley.projection.deadletter;

import static dev.parley.api.wire.Topic.PEOPLE_EVENTS;
import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();
    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Settled settled = new Settled(kafka);
    private boolean inOrder = true;
    private Projections projections = projections();
    private DeadLetterOffice office = new DeadLetterOffice(projections, settled, Clock.systemUTC());

    /** Everything somebody was ever called, in order. */
    private final class Names implements Projector<String, String>, Entries<String, String> {
        @Override
        public String name() {
            return Projectors.PEOPLE;
        }

        @Override
        public List<Source<String, String>> sources() {
            return List.of(
                    inOrder
                            ? Source.inOrder(PEOPLE_EVENTS, PersonEvent.class, received -> on(received.event()))
                            : Source.inAnyOrder(PEOPLE_EVENTS, PersonEvent.class, this::on));
        }

        private List<Change<String, String>> on(PersonEvent event) {
            String name = ((PersonRegistered) event).username();
            return List.of(new Change<>(event.person().toString(), before -> after(before, name)));
        }

        private String after(@Nullable String before, String name) {
            if (poison.contains(name)) {
                throw new IllegalStateException(name + " makes no sense");
            }
            return before == null ? name : before + " " + name;
        }

        @Override
        public Map<String, String> load(Set<String> keys) {
            Map<String, String> some = new HashMap<>(names);
            some.keySet().retainAll(keys);
            return some;
        }

        @Override
        public void save(Map<String, String> entries) {
            names.putAll(entries);
        }
    }

    @BeforeEach
    void aPoisonEventWithOthersBehindIt() {
        poison.add("b");
        projections.start();
        called(ANA, 0, "a");
        called(ANA, 1, "b");
        called(BEN, 0, "x");
        called(ANA, 2, "c");
        await().until(() ->
                office.open().size() == 1 && office.open().getFirst().parked() == 1);
    }

    @AfterEach
    void close() {
        projections.stop();
        settled.close();
        store.close();
    }

    @Test
    void itIsShownWithWhatItFailsOnAndWhatWaitsBehindIt() {
        Letter first = office.open().getFirst().first();
        assertThat(first.poison()).isTrue();
        assertThat(first.cause()).isEqualTo("IllegalStateException: b makes no sense");
        assertThat(first.stack()).startsWith("DeadLetterOfficeTest$Names.after:");
        assertThat(first.event()).isEqualTo("PersonRegistered");
        assertThat(first.version()).contains(1L);
        assertThat(names).as("others go on").containsEntry(BEN.toString(), "x");
    }

    @Test
    void aRetryTakesItAndThenWhatWaitedInItsOrder() {
        DeadLetterOffice.Outcome still = office.retry(id());
        assertThat(still.cause()).contains("b makes no sense");
        assertThat(still.applied()).isZero();

        poison.clear();
        assertThat(office.retry(id())).isEqualTo(new DeadLetterOffice.Outcome(2, null));
        assertThat(names).containsEntry(ANA.toString(), "a b c");
        assertThat(office.open()).isEmpty();
        called(ANA, 3, "d");
        await().untilAsserted(() -> assertThat(names).containsEntry(ANA.toString(), "a b c d"));
    }

    @Test
    void allAreTakenEachByItself() {
        poison.add("y");
        called(BEN, 1, "y");
        await().until(() -> office.open().size() == 2);
        poison.remove("b");

        DeadLetterOffice.Outcome outcome = office.retryAll();

        assertThat(outcome.applied()).isEqualTo(2);
        assertThat(outcome.cause()).contains("y makes no sense");
        assertThat(office.open()).hasSize(1);
    }

    @Test
    void aDiscardedOneIsLeftOutForGoodAndNotedWithItsReason() {
        String id = id();
        assertThat(office.discard(id, "nobody is called that", "ana").cause()).isNull();

        assertThat(names).containsEntry(ANA.toString(), "a c");
        assertThat(office.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.reason()).isEqualTo("nobody is called that");
            assertThat(decision.by()).isEqualTo("ana");
        });
        assertThatThrownBy(() -> office.retry(id)).isInstanceOf(QueryRefused.class);

        // Also of a view that is made from nothing.
        projections.stop();
        names.clear();
        store.database().getCollection(Views.OFFSETS).drop();
        store.database().getCollection(Views.APPLIED_VERSIONS).drop();
        projections = projections();
        projections.start();
        await().untilAsserted(() -> assertThat(names).containsEntry(ANA.toString(), "a c"));
    }

    @Test
    void oneThatWaitedAndIsPoisonItselfIsFoundOut() {
        poison.add("c");
        poison.remove("b");

        assertThat(office.retry(id()).cause()).contains("c makes no sense");

        Letter left = office.open().getFirst().first();
        assertThat(left.version()).contains(2L);
        assertThat(left.poison()).isTrue();
        assertThat(left.cause()).contains("c makes no sense");
    }

    @Test
    void whereOrderDoesNotMatterEachStandsAlone() {
        projections.stop();
        inOrder = false;
        projections = projections();
        office = new DeadLetterOffice(projections, settled, Clock.systemUTC());
        projections.start();
        called(BEN, 1, "b");
        await().until(() ->
                office.open().stream().anyMatch(each -> each.first().key().equals(BEN.toString())));
        Letter bens = office.open().getLast().first();

        assertThat(office.retry(bens.id()).cause()).contains("b makes no sense");
        assertThat(office.discard(bens.id(), "nobody is called that", "ana"))
                .isEqualTo(new DeadLetterOffice.Outcome(0, null));
        assertThat(office.open()).noneMatch(each -> each.first().key().equals(BEN.toString()));
        poison.clear();
        assertThat(office.retryAll().cause()).isNull();
        assertThat(office.open()).isEmpty();
    }

    @Test
    void nobodyDiscardsWithoutAReason() {
        assertThatThrownBy(() -> office.discard(id(), " ", "ana")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> office.discard("people:nowhere:0:0", "because", "ana"))
                .isInstanceOf(QueryRefused.class);
    }

    private String id() {
        return office.open().getFirst().first().id();
    }

    private void called(UserId who, long version, String name) {
        kafka.publish(PEOPLE_EVENTS, who.toString(), new PersonRegistered(who, name, name, Instant.EPOCH), version);
    }

    private Projections projections() {
        Names people = new Names();
        return new Projections(
                List.of(new MongoShelf(
                        store.database(), List.of(Views.PEOPLE), generation -> generation.projection(people, people))),
                kafka,
                settled,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
