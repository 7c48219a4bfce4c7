package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.Head.Standing;
import dev.parley.client.Heads.Taken;
import dev.parley.client.Incoming.Reset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final HeadStore store = HeadStore.inMemory();
    private final CountDownLatch room = new CountDownLatch(1);
    private final Deliveries deliveries = new Deliveries(4, store, room::countDown);

    @Test
    void nothingIsDeliveredThatWasNotAskedFor() throws InterruptedException {
        Reader reader = new Reader();
        deliveries.subscribe(reader);
        offer(1, 2, 3);

        reader.subscription.request(2);

        assertThat(reader.next(2)).containsExactly(1L, 2L);
        assertThat(reader.heard).isEmpty();
    }

    @Test
    void aFullBufferTakesNothingUntilHalfOfItIsFree() throws InterruptedException {
        assertThat(offer(1, 2, 3, 4, 5)).containsExactly(true, true, true, true, false);
        Reader reader = new Reader();
        deliveries.subscribe(reader);

        reader.subscription.request(2);

        assertThat(room.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(offer(5)).containsExactly(true);
    }

    @Test
    void whoComesAfterGoesOnWhereTheFormerStopped() throws InterruptedException {
        offer(1, 2, 3);
        Reader former = new Reader();
        deliveries.subscribe(former);
        former.subscription.request(1);
        former.next(1);
        former.subscription.cancel();
        Reader next = new Reader();
        while (next.refused || next.subscription == null) {
            next = new Reader(); // until the former has gone
            deliveries.subscribe(next);
        }

        next.subscription.request(10);

        assertThat(next.next(2)).containsExactly(2L, 3L);
    }

    @Test
    void theEndComesBehindEverythingElse() throws InterruptedException {
        offer(1, 2);
        deliveries.end(new Ended(4410, "signed out"));
        Reader reader = new Reader();
        deliveries.subscribe(reader);

        reader.subscription.request(2);

        assertThat(reader.next(2)).containsExactly(1L, 2L);
        assertThat(reader.failure.take())
                .isInstanceOfSatisfying(
                        Ended.class, end -> assertThat(end.code()).isEqualTo(4410));
        assertThat(store.load()).containsEntry("c", new Head(2, Standing.MEMBER));
    }

    private List<Boolean> offer(long... versions) {
        return LongStream.of(versions)
                .mapToObj(version -> deliveries.offer(
                        new Taken(new Reset("c", version), "c", new Head(version, Standing.MEMBER), null)))
                .toList();
    }

    private static final class Reader implements Flow.Subscriber<Incoming> {

        private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<Throwable> failure = new LinkedBlockingQueue<>();
        private Flow.Subscription subscription;
        private volatile boolean refused;

        List<Long> next(int count) throws InterruptedException {
            Long[] next = new Long[count];
            for (int i = 0; i < count; i++) {
                next[i] = heard.poll(10, TimeUnit.SECONDS);
            }
            return List.of(next);
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
        }

        @Override
        public void onNext(Incoming item) {
            heard.add(((Reset) item).version());
        }

        @Override
        public void onError(Throwable thrown) {
            refused = thrown instanceof IllegalStateException;
            failure.add(thrown);
        }

        @Override
        public void onComplete() {
            failure.add(new Ended(Ended.BY_THIS_SIDE, ""));
        }
    }
}
