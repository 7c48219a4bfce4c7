package dev.parley.eventstore;

import static dev.parley.eventstore.Stores.after;
import static dev.parley.eventstore.Stores.event;
import static dev.parley.eventstore.Stores.loaded;
import static dev.parley.eventstore.Stores.said;
import static dev.parley.eventstore.Stores.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.Stores.OldSummary;
import dev.parley.eventstore.Stores.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store promises, whatever engine is behind it. */
public abstract class EventStorageContract {

    private static final String LUNCH = "lunch";
    private static final String DINNER = "dinner";

    protected final MovingClock clock = new MovingClock();
    protected EventStorage storage;

    /** Opens the same store each time within one test. */
    protected abstract EventStorage open(StorageSettings settings);

    /** To what a timestamp is kept. Axon writes text with three digits into a database. */
    protected ChronoUnit precision() {
        return ChronoUnit.MILLIS;
    }

    @BeforeEach
    void open() {
        storage = open(Stores.settings(clock));
    }

    @AfterEach
    void close() {
        if (storage != null) {
            storage.close();
        }
    }

    private void reopen() {
        storage.close();
        open();
    }

    protected final void append(DomainEventMessage<?>... events) {
        append(List.of(events));
    }

    protected final void append(List<? extends DomainEventMessage<?>> events) {
        storage.events().publish(events);
    }

    private List<String> texts(String aggregate) {
        return loaded(storage.events(), aggregate).stream()
                .map(payload -> ((Said) payload).text())
                .toList();
    }

    @Test
    void anEventComesBackAsItWasAppended() {
        DomainEventMessage<?> event = event(LUNCH, 0, new Said("grüß 你好 😀", "k"), clock.instant());
        append(event);
        DomainEventMessage<?> read = storage.events().readEvents(LUNCH).next();
        assertThat(read.getPayload()).isEqualTo(event.getPayload());
        assertThat(read.getMetaData()).isEqualTo(event.getMetaData());
        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getTimestamp())
                .isEqualTo(Instant.parse("2030-01-02T03:04:05.678901234Z").truncatedTo(precision()));
        assertThat(read.getType()).isEqualTo(Stores.TYPE);
        assertThat(read.getAggregateIdentifier()).isEqualTo(LUNCH);
        assertThat(read.getSequenceNumber()).isZero();
    }

    @Test
    void anEventOfNoAggregateIsReadInItsTurn() throws Exception {
        append(said(LUNCH, 0, "one"));
        storage.events().publish(new GenericEventMessage<>(new Said("alone", null)));
        append(new GenericDomainEventMessage<>(null, "untyped", 0, new Said("untyped", null)));
        List<TrackedEventMessage<?>> read = after(storage.events(), null, 3);
        assertThat(read)
                .extracting(event -> ((Said) event.getPayload()).text())
                .containsExactly("one", "alone", "untyped");
    }

    @Test
    void anAggregateIsReadInItsOrderAndFromASequenceNumber() {
        append(talk(LUNCH, 0, 10));
        append(talk(DINNER, 0, 3));
        append(talk(LUNCH, 10, 600));
        assertThat(storage.events().readEvents(LUNCH).asStream().map(DomainEventMessage::getSequenceNumber))
                .hasSize(610)
                .isSorted();
        assertThat(storage.events().readEvents(LUNCH, 607).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(607L, 608L, 609L);
        assertThat(storage.events().readEvents(LUNCH, 610).hasNext()).isFalse();
        assertThat(storage.events().readEvents("nothing").hasNext()).isFalse();
        assertThat(storage.events().readEvents("lunc").hasNext()).isFalse();
    }

    @Test
    void theLastSequenceNumberIsKnown() {
        assertThat(storage.events().lastSequenceNumberFor(LUNCH)).isEmpty();
        append(talk(LUNCH, 0, 3));
        assertThat(storage.events().lastSequenceNumberFor(LUNCH)).contains(2L);
        assertThat(storage.events().lastSequenceNumberFor("lunc")).isEmpty();
    }

    @Test
    void severalEventsAtOnceAreStoredAllOrNone() {
        append(said(DINNER, 0, "here already"));
        assertThatThrownBy(() -> append(said(LUNCH, 0, "one", "k"), said(LUNCH, 1, "two"), said(DINNER, 0, "again")))
                .isInstanceOf(RuntimeException.class);
        assertThat(texts(LUNCH)).isEmpty();
        assertThat(storage.find("k")).isEmpty();
        append(said(LUNCH, 0, "one"), said(DINNER, 1, "two"), said(LUNCH, 1, "three"));
        assertThat(texts(LUNCH)).containsExactly("one", "three");
        assertThat(texts(DINNER)).containsExactly("here already", "two");
    }

    @Test
    void ofTwoWritersTheSecondIsRefused() {
        append(said(LUNCH, 0, "first"));
        assertThatThrownBy(() -> append(said(LUNCH, 0, "second"))).isInstanceOf(AggregateStreamCreationException.class);
        append(said(LUNCH, 1, "first"));
        assertThatThrownBy(() -> append(said(LUNCH, 1, "second")))
                .isInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class);
        append(said(LUNCH, 2, "third"));
        assertThat(texts(LUNCH)).containsExactly("first", "first", "third");
    }

    @Test
    void manyWritersLeaveOneOrderWithoutHoles() throws Exception {
        int writers = 8;
        int each = 20;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String aggregate = "a" + writer;
                done.add(threads.submit(() -> talk(aggregate, 0, each).forEach(this::append)));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        }
        List<TrackedEventMessage<?>> all = after(storage.events(), null, writers * each);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).trackingToken().covers(all.get(i - 1).trackingToken()))
                    .isTrue();
        }
        Map<String, List<Long>> sequences = all.stream()
                .map(event -> (DomainEventMessage<?>) event)
                .collect(Collectors.groupingBy(
                        DomainEventMessage::getAggregateIdentifier,
                        Collectors.mapping(DomainEventMessage::getSequenceNumber, Collectors.toList())));
        assertThat(sequences)
                .hasSize(writers)
                .allSatisfy((aggregate, numbers) ->
                        assertThat(numbers).hasSize(each).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void whoReadsInBatchesGoesOnWhereTheyStopped() throws Exception {
        append(talk(LUNCH, 0, 600));
        List<TrackedEventMessage<?>> first = after(storage.events(), null, 259);
        List<TrackedEventMessage<?>> rest =
                after(storage.events(), first.getLast().trackingToken(), 600 - 259);
        assertThat(((DomainEventMessage<?>) rest.getFirst()).getSequenceNumber())
                .isEqualTo(259);
        assertThat(((DomainEventMessage<?>) rest.getLast()).getSequenceNumber()).isEqualTo(599);
    }

    @Test
    void tokensNameTheEndsAndAMoment() throws Exception {
        append(event(LUNCH, 0, new Said("one", null), clock.instant()));
        clock.move(Duration.ofSeconds(10));
        append(event(LUNCH, 1, new Said("two", null), clock.instant()));
        clock.move(Duration.ofSeconds(10));
        TrackingToken head = storage.events().createHeadToken();
        append(event(LUNCH, 2, new Said("three", null), clock.instant()));
        Instant afterOne = clock.instant().minusSeconds(15);

        assertThat(first(storage.events().createTailToken())).isEqualTo("one");
        assertThat(first(head)).isEqualTo("three");
        assertThat(first(storage.events().createTokenAt(afterOne))).isEqualTo("two");
        assertThat(first(storage.events().createTokenAt(clock.instant().minusSeconds(10))))
                .isEqualTo("two");
        assertThat(first(storage.events().createTokenAt(Instant.EPOCH))).isEqualTo("one");
    }

    private String first(TrackingToken token) throws InterruptedException {
        return ((Said) after(storage.events(), token, 1).getFirst().getPayload()).text();
    }

    @Test
    void whoWaitsAtTheEndIsGivenWhatComes() throws Exception {
        append(said(LUNCH, 0, "before"));
        try (var stream = storage.events().openStream(storage.events().createHeadToken());
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
            writer.execute(() -> append(said(LUNCH, 1, "after")));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Said("after", null));
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void aSnapshotStandsForWhatCameBeforeIt() {
        append(talk(LUNCH, 0, 5));
        snapshot(2, new Summary("up to 2"));
        assertThat(loaded(storage.events(), LUNCH))
                .containsExactly(new Summary("up to 2"), new Said("lunch 3", null), new Said("lunch 4", null));
        snapshot(4, new Summary("up to 4"));
        reopen();
        assertThat(loaded(storage.events(), LUNCH)).containsExactly(new Summary("up to 4"));
    }

    @Test
    void aSnapshotOfAnotherRevisionIsLeftAside() {
        append(talk(LUNCH, 0, 3));
        snapshot(2, new OldSummary("up to 2"));
        assertThat(texts(LUNCH)).containsExactly("lunch 0", "lunch 1", "lunch 2");
    }

    private void snapshot(long sequence, Object state) {
        storage.events().storeSnapshot(event(LUNCH, sequence, state, clock.instant()));
    }

    @Test
    void anEventIsFoundByItsKeyAndANewerOneTakesIt() {
        append(said(LUNCH, 0, "older", "k"), said(LUNCH, 1, "another", "l"));
        assertThat(storage.find("k"))
                .get()
                .extracting(DomainEventMessage::getPayload)
                .isEqualTo(new Said("older", "k"));
        append(said(DINNER, 0, "newer", "k"));
        reopen();
        DomainEventMessage<?> found = storage.find("k").orElseThrow();
        assertThat(found.getPayload()).isEqualTo(new Said("newer", "k"));
        assertThat(found.getAggregateIdentifier()).isEqualTo(DINNER);
        assertThat(storage.find("m")).isEmpty();
    }

    @Test
    void onlyKeysOfOlderEventsAreForgotten() {
        append(said(LUNCH, 0, "old", "old"), said(LUNCH, 1, "used again", "again"));
        clock.move(Duration.ofHours(1));
        append(said(LUNCH, 2, "used again", "again"), said(LUNCH, 3, "new", "new"));
        storage.forgetKeys(clock.instant());
        assertThat(storage.find("old")).isEmpty();
        assertThat(storage.find("again"))
                .get()
                .extracting(DomainEventMessage::getSequenceNumber)
                .isEqualTo(2L);
        assertThat(storage.find("new")).isPresent();
        assertThat(texts(LUNCH)).hasSize(4);
        clock.move(Duration.ofHours(1));
        storage.forgetKeys(clock.instant());
        assertThat(storage.find("again")).isEmpty();
        assertThat(storage.find("new")).isEmpty();
    }

    @Test
    void whatWasStoredIsThereWhenItIsOpenedAgain() throws Exception {
        UUID id = storage.storeId();
        append(talk(LUNCH, 0, 300));
        reopen();
        assertThat(storage.storeId()).isEqualTo(id);
        assertThat(texts(LUNCH)).hasSize(300);
        append(said(LUNCH, 300, "later"));
        assertThat(after(storage.events(), null, 301).getLast().getPayload()).isEqualTo(new Said("later", null));
    }
}
