package dev.parley.bench.push;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Results;
import dev.parley.bench.measure.Scratch;
import dev.parley.bench.push.LargeGroup.Ceiling;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ./parley bench push}: sets the stage, plays the parts, and takes it down again. */
public final class PushBench {

    public static final String USAGE = PushOptions.USAGE;

    private final PushOptions options;
    private final PrintStream out;
    private final long begin = System.nanoTime();
    private boolean complete = true;

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public PushBench(List<String> args, PrintStream out) {
        this.options = PushOptions.parse(args);
        this.out = out;
    }

    /** Returns the exit code: 1 when a part broke off. What the others found is reported all the same. Blocking. */
    public int run() throws IOException, InterruptedException {
        requireFiles();
        Path data = options.data().resolve("push");
        new Scratch(data).clear();
        out.println("Founding a Parley of " + options.populace().people() + " people …");
        options.populace().found(Files.createDirectories(data.resolve("event-store")));
        Findings findings = new Findings();
        try (Stage product = Stage.start("start", "--data", data.toString(), "--port", "0");
                Stage gateway = gateway()) {
            Passes passes = new Passes(data, anyToken(product));
            AtomicInteger numbers = new AtomicInteger();
            play(sockets -> new Idlers(options, out, sockets, passes, gateway, findings).play(), "idle", "storm");
            play(
                    sockets -> {
                        try (LargeGroup group =
                                new LargeGroup(options, out, sockets, passes, product, gateway, findings, numbers)) {
                            group.play();
                        }
                    },
                    "group",
                    "fairness",
                    "ceiling",
                    "stopped");
            play(sockets -> compareBatching(sockets, passes, product, gateway, findings, numbers), "batching");
            play(
                    sockets -> new LongAway(options, out, sockets, passes, product, gateway, findings, numbers).play(),
                    "away");
            play(
                    sockets -> new Survivors(out, passes, product, findings).play(options.rounds(), this::gateway),
                    "kill");
        }
        PushReport report = new PushReport(Instant.now(), Machine.thisOne(), findings.figures(), findings.times());
        out.println();
        report.print(out);
        out.println();
        out.println("Written to " + new Results(options.results(), "push", report.at()).json(report));
        return complete ? 0 : 1;
    }

    private Stage gateway(String... settings) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "gateway",
                "--data",
                options.data().resolve("push").toString(),
                // Those who come back may be there before the gateway has seen all of them go.
                "--parley.push.connection.max=" + (2 * Math.max(options.connections(), options.online()) + 1_000)));
        words.addAll(List.of(settings));
        return Stage.start(words.toArray(String[]::new));
    }

    private interface Part {
        void play(Sockets sockets) throws IOException, InterruptedException;
    }

    private void play(Part part, String... names) throws IOException, InterruptedException {
        if (options.anyOf(names)) {
            try (Sockets sockets = new Sockets()) {
                part.play(sockets);
                out.printf("… after %d s%n", (System.nanoTime() - begin) / 1_000_000_000L);
            } catch (IllegalStateException | CompletionException e) {
                out.println("Broke off: " + e.getMessage());
                complete = false;
            }
        }
    }

    /** The same load on a gateway that sends each frame in a message of its own. */
    private void compareBatching(
            Sockets sockets, Passes passes, Stage product, Stage batching, Findings findings, AtomicInteger numbers)
            throws IOException, InterruptedException {
        out.println("The ceiling with and without batches …");
        Ceiling with;
        try (LargeGroup group = new LargeGroup(options, out, sockets, passes, product, batching, findings, numbers)) {
            with = group.ceiling();
        }
        try (Stage single = gateway("--parley.push.connection.max-batch=1");
                LargeGroup group = new LargeGroup(options, out, sockets, passes, product, single, findings, numbers)) {
            Ceiling without = group.ceiling();
            findings.figure("deliveries at the ceiling, each frame alone", without.perSecond(), "/s");
            findings.figure("the same per CPU second of the gateway", without.perCpuSecond(), "/s");
            findings.figure("batches: deliveries by second", with.perSecond() / without.perSecond(), "times as many");
            findings.figure(
                    "batches: deliveries by CPU second of the gateway",
                    with.perCpuSecond() / without.perCpuSecond(),
                    "times as many");
        }
    }

    private void requireFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < options.files()) {
            throw new IllegalArgumentException("A process may open " + system.getMaxFileDescriptorCount()
                    + " files here, and this takes " + options.files() + ". Run  ulimit -n " + options.files()
                    + "  first, or ask for fewer --connections.");
        }
    }

    private static String anyToken(Stage product) {
        try (FrontDoor door = FrontDoor.at(product.address())) {
            return Person.newcomer(door, "Somebody").session().accessToken();
        }
    }
}
