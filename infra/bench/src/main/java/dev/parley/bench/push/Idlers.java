package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many connections that say nothing: what each costs, and all of them coming back at once. Everything here blocks. */
final class Idlers {

    private static final int WARM_UP = 500;

    private final PushOptions options;
    private final PrintStream out;
    private final Sockets sockets;
    private final Passes passes;
    private final Stage gateway;
    private final Findings findings;

    Idlers(PushOptions options, PrintStream out, Sockets sockets, Passes passes, Stage gateway, Findings findings) {
        this.options = options;
        this.out = out;
        this.sockets = sockets;
        this.passes = passes;
        this.gateway = gateway;
        this.findings = findings;
    }

    void play() throws IOException, InterruptedException {
        Resources server = gateway.resources();
        // Once through, so that classes and pools are there before it is weighed.
        Sockets.closeAll(sockets.openAll(gateway.address(), passes, 0, WARM_UP, (frame, nanos) -> {}));
        Thread.sleep(2_000);
        long heap = server.liveHeapKib();
        long resident = server.residentKib();
        int count = options.connections();
        out.printf("Connecting %d …%n", count);
        double cpu = server.cpuSeconds();
        List<Channel> idle = sockets.openAll(gateway.address(), passes, 0, count, (frame, nanos) -> {});
        findings.figure(
                "server CPU of one connection, opened and caught up",
                (server.cpuSeconds() - cpu) / count * 1_000,
                "ms");
        Thread.sleep(3_000);
        findings.figure("idle connections", count, "");
        findings.figure("heap of each", (double) (server.liveHeapKib() - heap) / count, "KiB");
        findings.figure("resident memory of each", (double) (server.residentKib() - resident) / count, "KiB");
        if (options.parts().contains("storm")) {
            comeBack(idle);
        } else {
            Sockets.closeAll(idle);
        }
    }

    private void comeBack(List<Channel> idle) throws IOException {
        out.printf("%d come back at once …%n", idle.size());
        List<String> tokens = new ArrayList<>();
        for (int person = 0; person < idle.size(); person++) {
            tokens.add(passes.of(person));
        }
        Sockets.closeAll(idle);
        Latency latency = new Latency("coming back, all at once: until caught up");
        double cpu = gateway.resources().cpuSeconds();
        sockets.takeReturns();
        long begin = System.nanoTime();
        List<CompletableFuture<Channel>> coming = tokens.stream()
                .map(token -> sockets.open(gateway.address(), token, (frame, nanos) -> {})
                        .whenComplete((channel, failure) -> latency.record(System.nanoTime() - begin)))
                .toList();
        List<Channel> back = coming.stream().map(CompletableFuture::join).toList();
        findings.figure("all back and caught up after", (System.nanoTime() - begin) / 1e9, "s");
        sockets.takeReturns().forEach((why, times) -> findings.figure("came again: " + why, times, "times"));
        findings.figure(
                "server CPU of one that comes back",
                (gateway.resources().cpuSeconds() - cpu) / idle.size() * 1_000,
                "ms");
        findings.time(latency.summary());
        Sockets.closeAll(back);
    }
}
