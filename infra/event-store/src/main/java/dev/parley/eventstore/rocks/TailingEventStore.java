package dev.parley.eventstore.rocks;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/**
 * An event store whose streams wait at the end of the log and are told at once that there is more. Axon's embedded store polls, and
 * hears of a commit before our events are durable.
 */
final class TailingEventStore extends AbstractEventStore {

    private final RocksEngine engine;

    private static final class Builder extends AbstractEventStore.Builder {}

    static TailingEventStore on(RocksEngine engine) {
        return new TailingEventStore(new Builder().storageEngine(engine), engine);
    }

    private TailingEventStore(AbstractEventStore.Builder builder, RocksEngine engine) {
        super(builder);
        this.engine = engine;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken from) {
        return new Stream(engine, RocksEngine.position(from));
    }

    /** For one thread, like Axon's others. */
    private static final class Stream implements TrackingEventStream {

        private final RocksEngine engine;
        private final Tail tail;
        private long reached;
        private Iterator<? extends TrackedEventMessage<?>> page =
                List.<TrackedEventMessage<?>>of().iterator();
        private @Nullable TrackedEventMessage<?> next;
        private @Nullable Runnable listener;

        Stream(RocksEngine engine, long from) {
            this.engine = engine;
            this.tail = engine.log().tail();
            this.reached = from;
        }

        private @Nullable TrackedEventMessage<?> look() {
            if (next == null && !page.hasNext() && reached < tail.head()) {
                page = engine.readEvents(new GlobalSequenceTrackingToken(reached), false)
                        .iterator();
            }
            if (next == null && page.hasNext()) {
                next = page.next();
                reached = RocksEngine.position(next.trackingToken());
            }
            return next;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(look());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (look() == null) {
                tail.awaitBeyond(reached, timeout, unit);
            }
            return look() != null;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> event = look();
            while (event == null) {
                if (tail.closed()) {
                    throw new IllegalStateException("The event store is closed.");
                }
                tail.awaitBeyond(reached, 1, TimeUnit.SECONDS);
                event = look();
            }
            next = null;
            return event;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            if (listener != null) {
                tail.unlisten(listener);
            }
            listener = callback;
            tail.listen(callback);
            return true;
        }

        @Override
        public void close() {
            if (listener != null) {
                tail.unlisten(listener);
            }
        }
    }
}
