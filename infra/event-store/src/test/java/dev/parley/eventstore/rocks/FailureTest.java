package dev.parley.eventstore.rocks;

import static dev.parley.eventstore.Stores.loaded;
import static dev.parley.eventstore.Stores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.Decision;
import dev.parley.eventstore.MovingClock;
import dev.parley.eventstore.Said;
import dev.parley.eventstore.StoreUnavailable;
import dev.parley.eventstore.Stores;
import dev.parley.eventstore.rocks.FailingDisk.Fault;
import dev.parley.eventstore.rocks.FailingDisk.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds when the disk does not do what it is told. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureTest {

    @TempDir
    Path directory;

    private final FailingDisk disk = new FailingDisk();
    private RocksEventStorage storage;

    @BeforeEach
    void open() {
        MovingClock clock = new MovingClock();
        RocksFiles files = new RocksFiles(directory, RocksFiles.Access.WRITE);
        storage = new RocksEventStorage(new EventLog(files, clock, disk), Stores.settings(clock));
        append(said("lunch", 0, "before"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void append(DomainEventMessage<?>... events) {
        storage.events().publish(events);
    }

    /** Hands over as a command does: its lock would be free again, its answer waits. */
    private CompletableFuture<?> handOver(DomainEventMessage<?>... events) {
        return handOver(storage.decide(), events);
    }

    private CompletableFuture<?> handOver(Decision decision, DomainEventMessage<?>... events) {
        var unitOfWork = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("a command"));
        unitOfWork.execute(() -> {
            decision.decideIn(unitOfWork);
            storage.events().publish(events);
        });
        return decision.settled();
    }

    /** Returns once the store takes what it is given. */
    private void awaitRecovery(String aggregate) {
        disk.heal();
        boolean taken = false;
        while (!taken) {
            try {
                long next = storage.events().lastSequenceNumberFor(aggregate).orElse(-1L) + 1;
                append(said(aggregate, next, "after"));
                taken = true;
            } catch (StoreUnavailable e) {
                Thread.onSpinWait();
            }
        }
    }

    private List<Object> texts(String aggregate) {
        return loaded(storage.events(), aggregate).stream()
                .<Object>map(payload -> ((Said) payload).text())
                .toList();
    }

    private static void assertUnavailable(CompletableFuture<?> answer) {
        assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailable.class);
    }

    @Test
    void whatWasNotWrittenNeverWas() {
        disk.fail(Moment.BEFORE_IT_IS_WRITTEN);
        assertThatThrownBy(() -> append(said("lunch", 1, "lost", "k"))).isInstanceOf(StoreUnavailable.class);
        assertThat(texts("lunch")).containsExactly("before");
        assertThat(storage.find("k")).isEmpty();
        awaitRecovery("lunch");
        assertThat(texts("lunch")).containsExactly("before", "after");
        assertThat(storage.log().head()).isEqualTo(2);
    }

    @Test
    void whatWasWrittenAfterAllIsThereForEverybody() {
        disk.fail(Moment.AFTER_IT_IS_WRITTEN);
        assertThatThrownBy(() -> append(said("lunch", 1, "in doubt", "k"))).isInstanceOf(StoreUnavailable.class);
        awaitRecovery("lunch");
        assertThat(texts("lunch")).containsExactly("before", "in doubt", "after");
        assertThat(storage.find("k")).isPresent();
        assertThat(storage.log().after(0, 10)).map(StoredEvent::sequence).containsExactly(0L, 1L, 2L);
    }

    static Stream<Fault> surprises() {
        return Stream.of(
                write -> {
                    throw new IllegalStateException();
                },
                write -> {
                    throw new StackOverflowError("on purpose");
                },
                write -> {
                    write.run();
                    throw new OutOfMemoryError("on purpose");
                });
    }

    @ParameterizedTest
    @MethodSource("surprises")
    void aFailureOfAnUnexpectedKindIsOneLikeAnyOther(Fault surprise) {
        disk.fail(() -> surprise);
        assertThatThrownBy(() -> append(said("lunch", 1, "lost"))).isInstanceOf(StoreUnavailable.class);
        awaitRecovery("dinner");
        assertThat(texts("dinner")).containsExactly("after");
    }

    @Test
    void theStoreRecoversWithoutBeingAsked() {
        disk.fail(Moment.AFTER_IT_IS_WRITTEN);
        assertThatThrownBy(() -> append(said("lunch", 1, "in doubt"))).isInstanceOf(StoreUnavailable.class);
        disk.heal();
        while (storage.log().head() < 2) {
            Thread.onSpinWait();
        }
        append(said("lunch", 2, "at the first try"));
    }

    /** The first write stands still until all of them are handed over. */
    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoBuiltOnWhatFailedIsRefusedWithIt(Moment moment) {
        CountDownLatch all = new CountDownLatch(1);
        disk.fail(() -> write -> {
            awaitQuietly(all);
            FailingDisk.at(moment).write(write);
        });
        long era = storage.era();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            answers.add(handOver(said("lunch", i, "built on the one before")));
        }
        CompletableFuture<?> whoOnlyLooked = storage.decide().settled();
        all.countDown();
        answers.forEach(FailureTest::assertUnavailable);
        assertUnavailable(whoOnlyLooked);
        assertThat(storage.era()).isGreaterThan(era);
        awaitRecovery("lunch");
        List<StoredEvent> stored = storage.log().after(0, 100);
        assertThat(texts("lunch")).hasSize(stored.size()).startsWith("before").endsWith("after");
    }

    @Test
    void whoBeganBeforeAFailureIsRefusedAfterIt() {
        var decision = storage.decide();
        disk.fail(Moment.BEFORE_IT_IS_WRITTEN);
        assertThatThrownBy(() -> append(said("lunch", 1, "lost"))).isInstanceOf(StoreUnavailable.class);
        awaitRecovery("lunch");
        assertUnavailable(decision.settled());
    }

    /** Its number would fit again, but the event before it is another one. */
    @Test
    void whoDecidedOnWhatFailedIsRefusedEvenWhenTheNumberFitsAgain() {
        var decision = storage.decide();
        disk.fail(Moment.BEFORE_IT_IS_WRITTEN);
        assertThatThrownBy(() -> append(said("lunch", 1, "lost"))).isInstanceOf(StoreUnavailable.class);
        awaitRecovery("lunch");
        assertUnavailable(handOver(decision, said("lunch", 2, "built on the lost one")));
        assertThat(texts("lunch")).containsExactly("before", "after");
    }

    @Test
    void oneWhoseSequenceNumberIsTakenDoesNotHarmOthersOfItsBatch() {
        CountDownLatch all = new CountDownLatch(1);
        disk.fail(() -> write -> {
            awaitQuietly(all);
            write.run();
        });
        CompletableFuture<?> first = handOver(said("lunch", 1, "first"));
        CompletableFuture<?> before = handOver(said("dinner", 0, "before"));
        CompletableFuture<?> conflict = handOver(said("lunch", 1, "too late"));
        CompletableFuture<?> built = handOver(said("lunch", 2, "built on the one too late"));
        all.countDown();
        first.join();
        before.join();
        assertThatThrownBy(conflict::join).hasMessageContaining("has an event 1 already");
        assertUnavailable(built);
        assertThat(texts("lunch")).containsExactly("before", "first");
        append(said("lunch", 2, "at once"));
    }

    @Test
    void everybodyGetsAnAnswerWhenItIsClosedUnderThem() {
        CountDownLatch closing = new CountDownLatch(1);
        disk.fail(() -> write -> {
            awaitQuietly(closing);
            write.run();
        });
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            answers.add(handOver(said("lunch", i, "text")));
        }
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = other.submit(storage::close);
            closing.countDown();
        }
        long acknowledged = answers.stream().filter(answer -> !failed(answer)).count();
        assertUnavailable(handOver(said("dinner", 0, "too late")));
        disk.heal();
        open0();
        assertThat(texts("lunch")).hasSize((int) acknowledged + 1);
    }

    private void open0() {
        MovingClock clock = new MovingClock();
        storage = RocksEventStorage.open(directory, Stores.settings(clock));
    }

    private static boolean failed(CompletableFuture<?> answer) {
        return answer.handle((done, failure) -> failure != null).join();
    }

    @Test
    void aFenceUnderLoadNeverOvertakesWhatWasHandedOver() {
        Semaphore slow = new Semaphore(0);
        disk.fail(() -> write -> {
            slow.acquireUninterruptibly();
            write.run();
        });
        List<CompletableFuture<?>> answers = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> seen = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                answers.add(handOver(said("lunch", i, "text")));
                long handedOver = i;
                seen.add(CompletableFuture.supplyAsync(
                        () -> storage.events().lastSequenceNumberFor("lunch").orElse(-1L) - handedOver, readers));
            }
            slow.release(1_000);
            assertThat(seen).allSatisfy(behind -> assertThat(behind.join()).isNotNegative());
        }
        answers.forEach(CompletableFuture::join);
    }

    @Test
    void onASlowDiskWhatWaitsGoesTogether() {
        CountDownLatch all = new CountDownLatch(1);
        disk.fail(() -> write -> {
            awaitQuietly(all);
            write.run();
        });
        int before = disk.batches();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            answers.add(handOver(said("lunch", i, "text")));
        }
        all.countDown();
        answers.forEach(CompletableFuture::join);
        assertThat(disk.batches() - before).isLessThanOrEqualTo(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
