package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.push.PushReport.Figure;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The parts of the push bench, each on the same stage. Everything here blocks. */
final class Parts {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final PushOptions options;
    private final PrintStream out;
    private final Sockets sockets;
    private final Passes passes;
    private final Stage product;
    private final Stage gateway;
    private final List<Figure> figures;
    private final List<Latency.Summary> times;
    private final Heard heard = new Heard();
    private final AtomicInteger numbers = new AtomicInteger();

    Parts(
            PushOptions options,
            PrintStream out,
            Sockets sockets,
            Passes passes,
            Stage product,
            Stage gateway,
            List<Figure> figures,
            List<Latency.Summary> times) {
        this.options = options;
        this.out = out;
        this.sockets = sockets;
        this.passes = passes;
        this.product = product;
        this.gateway = gateway;
        this.figures = figures;
        this.times = times;
    }

    /** What an idle connection costs, and all of them coming back at once. */
    void connections() throws IOException, InterruptedException {
        Resources server = gateway.resources();
        // Once through, so that classes and pools are there before it is weighed.
        Sockets.closeAll(sockets.openAll(gateway.address(), passes, 0, 200, (frame, nanos) -> {}));
        Thread.sleep(2_000);
        long heap = server.liveHeapKib();
        long resident = server.residentKib();
        int count = options.connections();
        out.printf("Connecting %d …%n", count);
        double cpu = server.cpuSeconds();
        List<Channel> idle = sockets.openAll(gateway.address(), passes, 0, count, (frame, nanos) -> {});
        figures.add(new Figure(
                "server CPU of one connection, opened and caught up",
                (server.cpuSeconds() - cpu) / count * 1_000,
                "ms"));
        Thread.sleep(3_000);
        figures.add(new Figure("idle connections", count, ""));
        figures.add(new Figure("heap of each", (double) (server.liveHeapKib() - heap) / count, "KiB"));
        figures.add(new Figure("resident memory of each", (double) (server.residentKib() - resident) / count, "KiB"));
        if (options.parts().contains("storm")) {
            comeBack(idle);
        } else {
            Sockets.closeAll(idle);
        }
    }

    private void comeBack(List<Channel> idle) {
        out.printf("%d come back at once …%n", idle.size());
        List<String> tokens = new ArrayList<>();
        for (int person = 0; person < idle.size(); person++) {
            tokens.add(passes.of(person));
        }
        Sockets.closeAll(idle);
        Latency latency = new Latency("coming back, all at once: until caught up");
        long begin = System.nanoTime();
        List<CompletableFuture<Channel>> coming = tokens.stream()
                .map(token -> sockets.open(gateway.address(), token, (frame, nanos) -> {})
                        .whenComplete((channel, failure) -> latency.record(System.nanoTime() - begin)))
                .toList();
        List<Channel> back = coming.stream()
                .map(each -> each.orTimeout(2, TimeUnit.MINUTES).join())
                .toList();
        figures.add(new Figure("all back and caught up after", (System.nanoTime() - begin) / 1e9, "s"));
        times.add(latency.summary());
        Sockets.closeAll(back);
    }

    /** A large group, and what it does to others. */
    void group() throws IOException, InterruptedException {
        out.printf("%d of %d members come online …%n", options.online(), options.members());
        List<Channel> online = sockets.openAll(gateway.address(), passes, 1, options.online() + 1, Hearing.into(heard));
        Speaker speaker = new Speaker(sockets, product.address(), passes.of(0), Populace.group(), heard, numbers);
        say(speaker, 10, WARM_UP, "");
        if (options.parts().contains("group")) {
            times.add(
                    say(speaker, 10, options.duration(), "group of " + options.online() + " online, 10/s: ack → last"));
            times.add(
                    say(speaker, 40, options.duration(), "group of " + options.online() + " online, 40/s: ack → last"));
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
        Speaker.awaitHeard(heard, said, options.online());
        return heard.lastOf(what, said);
    }

    private void ceiling(Speaker speaker) throws IOException, InterruptedException {
        out.println("As fast as it goes …");
        long before = heard.deliveries();
        double server = gateway.resources().cpuSeconds();
        double client = new Resources(ProcessHandle.current()).cpuSeconds();
        double others = product.resources().cpuSeconds();
        long begin = System.nanoTime();
        Speaker.awaitHeard(heard, speaker.sayAll(options.duration()), options.online());
        double seconds = (System.nanoTime() - begin) / 1e9;
        long deliveries = heard.deliveries() - before;
        figures.add(new Figure("deliveries at the ceiling", deliveries / seconds, "/s"));
        figures.add(new Figure(
                "deliveries per CPU second of the gateway",
                deliveries / (gateway.resources().cpuSeconds() - server),
                "/s"));
        figures.add(
                new Figure("CPU of the gateway", (gateway.resources().cpuSeconds() - server) / seconds, "processors"));
        figures.add(new Figure(
                "CPU of the load",
                (new Resources(ProcessHandle.current()).cpuSeconds() - client) / seconds,
                "processors"));
        figures.add(new Figure(
                "CPU of the other services", (product.resources().cpuSeconds() - others) / seconds, "processors"));
    }

    /** Two who chat while the group that they are in, too, gets fifty messages at once, again and again. */
    private void fairness(Speaker speaker) throws InterruptedException {
        out.println("Two chat beside bursts …");
        int one = options.populace().pairOfFriends();
        Heard pair = new Heard();
        List<Channel> other = sockets.openAll(gateway.address(), passes, one + 1, one + 2, Hearing.into(pair));
        Speaker friend = new Speaker(
                sockets, gateway.address(), passes.of(one), options.populace().pair(), pair, numbers);
        times.add(chat(friend, pair, "a pair in peace: ack → heard"));
        CompletableFuture<Void> bursts = CompletableFuture.runAsync(() -> burst(speaker));
        times.add(chat(friend, pair, "a pair beside bursts of 50 a second: ack → heard"));
        bursts.join();
        friend.close();
        Sockets.closeAll(other);
    }

    private Latency.Summary chat(Speaker friend, Heard pair, String what) throws InterruptedException {
        List<Integer> said = friend.say(20, options.duration());
        Speaker.awaitHeard(pair, said, 1);
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
        times.add(say(speaker, 40, options.duration(), "everybody reads, 40/s: ack → last"));
        Channel stopped = online.getLast();
        stopped.config().setAutoRead(false);
        List<Integer> said = speaker.say(40, options.duration());
        Speaker.awaitHeard(heard, said, options.online() - 1);
        times.add(heard.lastOf("one has stopped reading, 40/s: ack → last", said));
        figures.add(new Figure(
                "heap of the gateway after that", (gateway.resources().liveHeapKib() - heap) / 1_024.0, "MiB more"));
        stopped.close().awaitUninterruptibly();
    }
}
