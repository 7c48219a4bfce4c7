package dev.parley.bench;

import dev.parley.bench.measure.Exchange.Sent;
import dev.parley.bench.measure.Latency;
import dev.parley.demo.client.Eventually;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Asks again and again whether a message can be seen yet, one message at a time. While it is busy with one it lets the others pass, so
 * no sample waits for another; the slower the view, the fewer the samples.
 */
final class Onlooker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Sent END = new Sent(-1, 0, "");

    private final Latency latency;
    private final Predicate<Sent> visible;
    private final BlockingQueue<Sent> next = new SynchronousQueue<>();
    private final CompletableFuture<Latency.Summary> done;

    Onlooker(String what, Predicate<Sent> visible) {
        this.latency = new Latency(what);
        this.visible = visible;
        this.done = CompletableFuture.supplyAsync(
                this::look,
                task -> Thread.ofPlatform().daemon().name("onlooker: " + what).start(task));
    }

    /** Taken when the onlooker is free at this moment, else passed by. */
    void offer(Sent message) {
        next.offer(message);
    }

    /** Waits for the message that is being looked for. @throws java.util.concurrent.CompletionException when it never came */
    Latency.Summary finish() throws InterruptedException {
        boolean told = false;
        while (!told && !done.isDone()) {
            told = next.offer(END, 100, TimeUnit.MILLISECONDS);
        }
        return done.join();
    }

    private Latency.Summary look() {
        try {
            for (Sent message = next.take(); !message.equals(END); message = next.take()) {
                Sent wanted = message;
                Eventually.see("message " + wanted.number(), () -> visible.test(wanted), seen -> seen, PATIENCE);
                latency.record(System.nanoTime() - wanted.dueNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latency.summary();
    }
}
