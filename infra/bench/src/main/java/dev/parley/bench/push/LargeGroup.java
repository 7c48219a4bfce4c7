package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A large group with many of its members online, and what it does to others. Everything here blocks. */
final class LargeGroup implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** As long as it takes until the services beside the gateway are compiled, too: they run on the same processors. */
    private static final Duration LONG_WARM_UP = Duration.ofSeconds(60);

    private final PushOptions options;
    private final PrintStream out;
    private final Sockets sockets;
    /** Of those whose times are taken: whoever shares threads with two thousand listeners hears late. */
    private final Sockets talkers = new Sockets();

    private final Passes passes;
    private final Stage product;
    private final Stage gateway;
    private final Findings findings;
    private final Heard heard = new Heard();
    private final AtomicInteger numbers;

    /** @param numbers what the next message of any speaker is */
    LargeGroup(
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
        out.printf("%d of %d members come online …%n", options.online(), options.members());
        List<Channel> online = sockets.openAll(gateway.address(), passes, 1, options.online() + 1, Hearing.into(heard));
        Speaker speaker = new Speaker(talkers, product.address(), passes.of(0), Populace.group(), heard, numbers);
        say(speaker, 10, WARM_UP, "");
        say(speaker, 40, LONG_WARM_UP, "");
        if (options.parts().contains("group")) {
            findings.time(
                    say(speaker, 10, options.duration(), "group of " + options.online() + " online, 10/s: ack → last"));
            Work work = new Work();
            findings.time(
                    say(speaker, 40, options.duration(), "group of " + options.online() + " online, 40/s: ack → last"));
            work.report("at 40/s");
        }
        if (options.parts().contains("fairness")) {
            fairness(speaker);
        }
        if (options.parts().contains("ceiling")) {
            ceiling(speaker);
        }
        // The last, because one listener fewer is left behind it.
        if (options.parts().contains("stopped")) {
            stopped(speaker, online);
        }
        speaker.close();
        Sockets.closeAll(online);
    }

    private Latency.Summary say(Speaker speaker, int perSecond, Duration duration, String what)
            throws InterruptedException {
        List<Integer> said = speaker.say(perSecond, duration);
        speaker.awaitHeard(said, options.online());
        return heard.lastOf(what, said);
    }

    private void ceiling(Speaker speaker) throws IOException, InterruptedException {
        out.println("As fast as it goes …");
        Ceiling found = ceiling(speaker, options.duration());
        findings.figure("deliveries at the ceiling", found.perSecond(), "/s");
        findings.figure("deliveries per CPU second of the gateway", found.perCpuSecond(), "/s");
        found.work().report("at the ceiling");
    }

    /** The ceiling alone, on this gateway, for a comparison. */
    Ceiling ceiling() throws IOException, InterruptedException {
        List<Channel> online = sockets.openAll(gateway.address(), passes, 1, options.online() + 1, Hearing.into(heard));
        Speaker speaker = new Speaker(talkers, product.address(), passes.of(0), Populace.group(), heard, numbers);
        say(speaker, 10, WARM_UP, "");
        Ceiling found = ceiling(speaker, options.duration());
        speaker.close();
        Sockets.closeAll(online);
        return found;
    }

    private Ceiling ceiling(Speaker speaker, Duration duration) throws IOException, InterruptedException {
        // What is compiled on the way up is not the ceiling's.
        speaker.sayAll(duration.dividedBy(3), options.online());
        long before = heard.deliveries();
        Work work = new Work();
        speaker.sayAll(duration, options.online());
        work.end();
        long deliveries = heard.deliveries() - before;
        return new Ceiling(deliveries / work.seconds, deliveries / work.gateway, work);
    }

    /** Deliveries by time and by the gateway's CPU, and who used how many processors. */
    record Ceiling(double perSecond, double perCpuSecond, Work work) {}

    /** CPU seconds that were used since it was made, by whom. */
    final class Work {

        private final Resources here = new Resources(ProcessHandle.current());
        private double seconds = -System.nanoTime() / 1e9;
        private double gateway = -LargeGroup.this.gateway.resources().cpuSeconds();
        private double load = -here.cpuSeconds();
        private double others = -product.resources().cpuSeconds();

        void end() {
            seconds += System.nanoTime() / 1e9;
            gateway += LargeGroup.this.gateway.resources().cpuSeconds();
            load += here.cpuSeconds();
            others += product.resources().cpuSeconds();
        }

        void report(String when) {
            if (seconds < 0) {
                end();
            }
            findings.figure("CPU of the gateway " + when, gateway / seconds, "processors");
            findings.figure("CPU of the load " + when, load / seconds, "processors");
            findings.figure("CPU of the other services " + when, others / seconds, "processors");
        }
    }

    /** Two who chat while the group that they are in, too, gets fifty messages at once, again and again. */
    private void fairness(Speaker speaker) throws InterruptedException {
        out.println("Two chat beside bursts …");
        int one = options.populace().pairOfFriends();
        Heard pair = new Heard();
        List<Channel> other = talkers.openAll(gateway.address(), passes, one + 1, one + 2, Hearing.into(pair));
        Speaker friend = new Speaker(
                talkers, gateway.address(), passes.of(one), options.populace().pair(), pair, numbers);
        findings.time(chat(friend, pair, "a pair in peace: ack → heard"));
        CompletableFuture<Void> bursts = CompletableFuture.runAsync(() -> burst(speaker));
        findings.time(chat(friend, pair, "a pair beside bursts of 50 a second: ack → heard"));
        bursts.join();
        friend.close();
        Sockets.closeAll(other);
    }

    private Latency.Summary chat(Speaker friend, Heard pair, String what) throws InterruptedException {
        List<Integer> said = friend.say(20, options.duration());
        friend.awaitHeard(said, 1);
        return pair.lastOf(what, said);
    }

    private void burst(Speaker speaker) {
        try {
            long end = System.nanoTime() + options.duration().toNanos();
            while (System.nanoTime() < end) {
                speaker.burst(50);
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of them stops reading. The others' times before and after, in the same run. */
    private void stopped(Speaker speaker, List<Channel> online) throws IOException, InterruptedException {
        out.println("One stops reading …");
        long heap = gateway.resources().liveHeapKib();
        findings.time(say(speaker, 40, options.duration(), "everybody reads, 40/s: ack → last"));
        Channel stopped = online.getLast();
        stopped.config().setAutoRead(false);
        List<Integer> said = speaker.say(40, options.duration());
        speaker.awaitHeard(said, options.online() - 1);
        findings.time(heard.lastOf("one has stopped reading, 40/s: ack → last", said));
        findings.figure(
                "heap of the gateway after that", (gateway.resources().liveHeapKib() - heap) / 1_024.0, "MiB more");
        stopped.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        talkers.close();
    }
}
