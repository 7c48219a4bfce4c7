package dev.parley.client;

import dev.parley.client.Heads.Taken;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way to the subscriber: a bounded buffer, emptied by a virtual thread as the subscriber asks. One subscriber at a time; whoever
 * comes after it goes on where it stopped.
 */
final class Deliveries implements Flow.Publisher<Incoming> {

    /** @param taken null for what is worth something only now */
    private record Item(Incoming what, @Nullable Taken taken) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final int capacity;
    private final HeadStore store;
    private final Runnable whenRoom;
    private @Nullable Reader reader;
    private @Nullable Ended end;
    private boolean full;

    /** @param whenRoom called once half of the buffer is free after it was full */
    Deliveries(int capacity, HeadStore store, Runnable whenRoom) {
        this.capacity = capacity;
        this.store = store;
        this.whenRoom = whenRoom;
    }

    /** False when there is no room: nothing of it was taken. */
    boolean offer(Taken taken) {
        return offer(new Item(taken.what(), taken));
    }

    /** Left out when there is no room. */
    void mention(Incoming what) {
        offer(new Item(what, null));
    }

    private boolean offer(Item item) {
        lock.lock();
        try {
            if (items.size() >= capacity) {
                full |= item.taken() != null;
                return false;
            }
            items.add(item);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is in the buffer is still delivered, then comes the end. */
    void end(Ended why) {
        lock.lock();
        try {
            end = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Incoming> subscriber) {
        Reader newcomer = new Reader(subscriber);
        boolean alone = enter(newcomer);
        subscriber.onSubscribe(newcomer);
        if (alone) {
            Thread.ofVirtual().name("parley-events").start(newcomer::run);
        } else {
            subscriber.onError(new IllegalStateException("One subscriber at a time"));
        }
    }

    private boolean enter(Reader newcomer) {
        lock.lock();
        try {
            if (reader == null) {
                reader = newcomer;
            }
            return reader == newcomer;
        } finally {
            lock.unlock();
        }
    }

    private final class Reader implements Flow.Subscription {

        private final Flow.Subscriber<? super Incoming> subscriber;
        private long asked;
        private boolean cancelled;
        private @Nullable IllegalArgumentException wrong;

        Reader(Flow.Subscriber<? super Incoming> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            lock.lock();
            try {
                if (n <= 0) {
                    wrong = new IllegalArgumentException("A subscriber asks for one or more, not " + n);
                } else {
                    asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                cancelled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void run() {
            try {
                for (Item item = next(); item != null; item = next()) {
                    subscriber.onNext(item.what());
                    delivered(item);
                }
                finish();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                leave();
            }
        }

        /** Stays in the buffer until the subscriber has taken it; null at the end. */
        private @Nullable Item next() throws InterruptedException {
            lock.lock();
            try {
                while (!cancelled && wrong == null && !(end != null && items.isEmpty())) {
                    if (asked > 0 && !items.isEmpty()) {
                        asked--;
                        return items.peek();
                    }
                    changed.await();
                }
                return null;
            } finally {
                lock.unlock();
            }
        }

        private void delivered(Item item) {
            Taken taken = item.taken();
            if (taken != null) {
                store.put(taken.conversation(), taken.head());
            }
            boolean roomAgain;
            lock.lock();
            try {
                items.remove();
                roomAgain = full && items.size() <= capacity / 2;
                full &= !roomAgain;
            } finally {
                lock.unlock();
            }
            if (roomAgain) {
                whenRoom.run();
            }
        }

        private void finish() {
            if (cancelled) {
                return;
            }
            if (wrong != null) {
                subscriber.onError(wrong);
            } else if (end != null && end.code() != Ended.BY_THIS_SIDE) {
                subscriber.onError(end);
            } else {
                subscriber.onComplete();
            }
        }

        private void leave() {
            lock.lock();
            try {
                reader = null;
            } finally {
                lock.unlock();
            }
        }
    }
}
