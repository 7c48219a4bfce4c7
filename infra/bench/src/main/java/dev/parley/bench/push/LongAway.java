package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Somebody comes back after a month, again and again and with nothing, while two others chat. Everything here blocks. */
final class LongAway {

    private static final int PER_SECOND = 20;

    private final PushOptions options;
    private final PrintStream out;
    private final Sockets sockets;
    private final Passes passes;
    private final Stage product;
    private final Stage gateway;
    private final Findings findings;
    private final AtomicInteger numbers;
    private final LongAdder events = new LongAdder();
    private final LongAdder resets = new LongAdder();

    /** @param numbers what the next message of any speaker is */
    LongAway(
            PushOptions options,
            PrintStream out,
            Sockets sockets,
            Passes passes,
            Stage product,
            Stage gateway,
            Findings findings,
            AtomicInteger numbers) {
        this.options = options;
        this.out = out;
        this.sockets = sockets;
        this.passes = passes;
        this.product = product;
        this.gateway = gateway;
        this.findings = findings;
        this.numbers = numbers;
    }

    void play() throws IOException, InterruptedException {
        Populace populace = options.populace();
        out.printf("Somebody who missed %d events comes back while two chat …%n", populace.missed());
        int one = populace.pairOfFriends();
        Heard pair = new Heard();
        List<Channel> other = sockets.openAll(gateway.address(), passes, one + 1, one + 2, Hearing.into(pair));
        Speaker friend = new Speaker(sockets, gateway.address(), passes.of(one), populace.pair(), pair, numbers);
        comeBack(populace.absent()); // the first time, code is compiled on the way
        findings.time(chat(friend, pair, "a pair in peace: ack → heard"));

        Latency away = new Latency("away for " + populace.missed() + " events: connecting → caught up");
        events.reset();
        resets.reset();
        double gatewayBefore = gateway.resources().cpuSeconds();
        double othersBefore = product.resources().cpuSeconds();
        CompletableFuture<Latency.Summary> chat = CompletableFuture.supplyAsync(
                () -> chat(friend, pair, "a pair while somebody comes back: ack → heard"));
        while (!chat.isDone()) {
            away.record(comeBack(populace.absent()));
        }
        double each = away.count();
        findings.time(away.summary());
        findings.time(chat.join());
        findings.figure("events told to whom had been away, each time", events.sum() / each, "");
        findings.figure(
                "CPU of the gateway for each return, with the chat",
                (gateway.resources().cpuSeconds() - gatewayBefore) / each,
                "s");
        findings.figure(
                "CPU of the other services for the same",
                (product.resources().cpuSeconds() - othersBefore) / each,
                "s");
        findings.figure("conversations to be reloaded instead, each time", resets.sum() / each, "");
        friend.close();
        Sockets.closeAll(other);
    }

    /** Returns how long it took, in ns. */
    private long comeBack(int person) {
        long begun = System.nanoTime();
        Channel back = sockets.open(gateway.address(), passes.of(person), (frame, nanos) -> {
                    if (Ear.says(frame, Ear.EVENT)) {
                        events.increment();
                    } else if (Ear.says(frame, Ear.RESET)) {
                        resets.increment();
                    }
                })
                .join();
        long took = System.nanoTime() - begun;
        Sockets.closeAll(List.of(back));
        return took;
    }

    private Latency.Summary chat(Speaker friend, Heard pair, String what) {
        try {
            List<Integer> said = friend.say(PER_SECOND, options.duration());
            friend.awaitHeard(said, 1);
            return pair.lastOf(what, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
