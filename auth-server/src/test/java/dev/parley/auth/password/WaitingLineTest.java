package dev.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void goHome() {
        goOn.countDown();
        people.close();
    }

    @Test
    void peopleAreServedInTheOrderInWhichTheyCame() throws Exception {
        WaitingLine line = new WaitingLine(1, 10, PATIENCE);
        ConcurrentLinkedQueue<Integer> served = new ConcurrentLinkedQueue<>();
        List<Future<Boolean>> all = new ArrayList<>();
        all.add(stand(line, () -> served.add(0)));
        for (int number = 1; number <= 5; number++) {
            int mine = number;
            all.add(people.submit(() -> line.inTurn(() -> served.add(mine))));
            awaitWaiting(line, number);
        }

        goOn.countDown();
        for (Future<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }

        assertThat(served).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void nothingIsDoneForWhoeverIsToldToComeBack() throws Exception {
        WaitingLine line = new WaitingLine(1, 1, PATIENCE);
        Future<Boolean> first = stand(line, () -> true);
        Future<Boolean> second = people.submit(() -> line.inTurn(() -> true));
        awaitWaiting(line, 1);
        AtomicBoolean touched = new AtomicBoolean();

        assertThatThrownBy(() -> line.inTurn(() -> touched.getAndSet(true)))
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.RETRY_LATER));

        goOn.countDown();
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(touched).isFalse();
        assertThat(line.inTurn(() -> true)).isTrue();
    }

    @Test
    void whoeverWaitsInVainIsToldToComeBackAsWell() throws Exception {
        WaitingLine line = new WaitingLine(1, 10, Duration.ofMillis(100));
        Future<Boolean> first = stand(line, () -> true);

        assertThat(refusal(line)).isPositive();

        goOn.countDown();
        assertThat(first.get()).isTrue();
        assertThat(line.inTurn(() -> true)).isTrue();
    }

    @Test
    void thoseWhoAreToldToComeBackDoSoOneAfterTheOtherAndNotTooLate() throws Exception {
        WaitingLine line = new WaitingLine(1, 0, PATIENCE);
        Future<Boolean> first = stand(line, () -> true);

        List<Duration> told =
                IntStream.range(0, 2_000).mapToObj(number -> refusal(line)).toList();

        assertThat(told.subList(0, 100)).isSorted();
        assertThat(told.get(99)).isGreaterThan(told.getFirst().multipliedBy(20));
        assertThat(told).allMatch(wait -> wait.compareTo(Duration.ofSeconds(30)) <= 0);
        goOn.countDown();
        assertThat(first.get()).isTrue();
    }

    /** Somebody who takes until everybody may go on. */
    private Future<Boolean> stand(WaitingLine line, BooleanSupplier work) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        Future<Boolean> served = people.submit(() -> line.inTurn(() -> {
            there.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return work.getAsBoolean();
        }));
        there.await();
        return served;
    }

    private static Duration refusal(WaitingLine line) {
        try {
            line.inTurn(() -> true);
        } catch (CommandRefused refusal) {
            return refusal.retryAfter();
        }
        throw new AssertionError("There was room in the line.");
    }

    private static void awaitWaiting(WaitingLine line, int many) {
        while (line.waiting() < many) {
            Thread.onSpinWait();
        }
    }
}
