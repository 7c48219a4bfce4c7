package dev.parley.push.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * The queue in front of one socket, bounded by frames and bytes. Many threads offer, the socket takes. Behind it stand the frames
 * that the transport has prefetched and the kernel's send buffer, both bounded as well.
 */
final class Outbound {

    private final int maxFrames;
    private final long maxBytes;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable MonoSink<Void>> waiting = new AtomicReference<>();
    private final Sinks.Empty<Void> taken = Sinks.empty();
    private volatile @Nullable FluxSink<Outgoing> socket;
    private volatile boolean ended;
    private volatile boolean dropping;

    Outbound(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /** What the socket is to write, once. */
    Flux<Outgoing> flow() {
        return Flux.<Outgoing>create(sink -> {
                    socket = sink;
                    if (ended) {
                        sink.complete();
                    }
                    taken.tryEmitEmpty();
                })
                .doOnNext(this::left)
                .filter(frame -> !dropping);
    }

    /** Completes once the socket takes frames; nothing may be offered before. */
    Mono<Void> ready() {
        return taken.asMono();
    }

    /** Queues a frame. False when there is no room for it; a frame that comes after the end is lost, which is no surprise to anyone. */
    boolean offer(Outgoing frame) {
        FluxSink<Outgoing> sink = socket;
        if (sink == null || ended) {
            return true;
        }
        int count = frames.incrementAndGet();
        long size = bytes.addAndGet(frame.size());
        if (count > maxFrames || (size > maxBytes && count > 1)) {
            frames.decrementAndGet();
            bytes.addAndGet(-frame.size());
            return false;
        }
        sink.next(frame);
        return true;
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
        FluxSink<Outgoing> sink = socket;
        if (sink != null) {
            sink.complete();
        }
        wakeWhenRoom();
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

    private void left(Outgoing frame) {
        frames.decrementAndGet();
        bytes.addAndGet(-frame.size());
        if (waiting.get() != null) {
            wakeWhenRoom();
        }
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
