package dev.parley.push.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The queue in front of one socket, bounded by frames and bytes. Many threads offer, the socket's event loop takes. Behind it stand
 * what Netty holds until the socket is writable and the kernel's send buffer, both bounded as well.
 */
final class Outbound {

    private final int maxFrames;
    private final long maxBytes;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable MonoSink<Void>> waiting = new AtomicReference<>();
    private volatile boolean ended;
    private volatile boolean dropping;

    Outbound(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /** Queues a frame. False when there is no room for it; a frame that comes after the end is lost, which is no surprise to anyone. */
    boolean offer(Outgoing frame) {
        if (ended) {
            return true;
        }
        int count = frames.incrementAndGet();
        long size = bytes.addAndGet(frame.size());
        if (count > maxFrames || (size > maxBytes && count > 1)) {
            frames.decrementAndGet();
            bytes.addAndGet(-frame.size());
            return false;
        }
        queue.add(frame);
        return true;
    }

    /** The next frame to be written; null when none waits. On the event loop. */
    @Nullable
    Outgoing poll() {
        if (dropping) {
            queue.clear();
            return null;
        }
        Outgoing frame = queue.poll();
        if (frame != null) {
            frames.decrementAndGet();
            bytes.addAndGet(-frame.size());
            if (waiting.get() != null) {
                wakeWhenRoom();
            }
        }
        return frame;
    }

    boolean isEmpty() {
        return dropping || queue.isEmpty();
    }

    boolean hasRoom() {
        return frames.get() < maxFrames / 2 && bytes.get() < maxBytes / 2;
    }

    /** Completes as soon as half of the queue is free, or at the end. For one at a time. */
    Mono<Void> room() {
        return Mono.create(sink -> {
            waiting.set(sink);
            wakeWhenRoom();
        });
    }

    /** What is queued still goes out, nothing more is taken. */
    void end() {
        ended = true;
        wakeWhenRoom();
    }

    boolean ended() {
        return ended;
    }

    /** What is queued does not go out any more. */
    void drop() {
        dropping = true;
        end();
    }

    int queuedFrames() {
        return frames.get();
    }

    long queuedBytes() {
        return bytes.get();
    }

    private void wakeWhenRoom() {
        if (ended || hasRoom()) {
            MonoSink<Void> sink = waiting.getAndSet(null);
            if (sink != null) {
                sink.success();
            }
        }
    }
}
