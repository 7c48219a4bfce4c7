package dev.parley.bench.views;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Memory;
import dev.parley.bench.measure.Results;
import dev.parley.bench.measure.Scratch;
import dev.parley.bench.push.Passes;
import dev.parley.bench.push.Stage;
import dev.parley.bench.views.ViewsReport.Figure;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./parley bench views}: makes many messages, and measures a product on them. */
public final class ViewsBench {

    public static final String USAGE = ViewsOptions.USAGE;

    private static final String SEARCH = "search";

    private final ViewsOptions options;
    private final PrintStream out;
    private final Path data;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Latency.Summary> times = new ArrayList<>();

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public ViewsBench(List<String> args, PrintStream out) {
        this.options = ViewsOptions.parse(args);
        this.out = out;
        this.data = options.data().resolve("views");
    }

    /** Returns the exit code. Blocking. */
    public int run() throws IOException, InterruptedException {
        if (!options.kept() || !Files.exists(data.resolve("event-store"))) {
            makeMessages();
        }
        if (options.parts().contains("project")) {
            project();
        }
        if (options.parts().contains("start")) {
            restart();
        }
        if (options.parts().contains("read")) {
            read();
        }
        if (options.parts().contains("rebuild") || options.parts().contains("replay")) {
            operate();
        }
        ViewsReport report = new ViewsReport(
                Instant.now(), Machine.thisOne(), options.messages(), options.conversations(), figures, times);
        out.println();
        report.print(out);
        out.println();
        Results results = new Results(options.results(), "views", report.at());
        out.println("Written to " + results.json(report) + " and " + results.html(ViewsPage.of(report)));
        return 0;
    }

    private void makeMessages() throws IOException, InterruptedException {
        new Scratch(data).clear();
        out.printf("Writing %,d messages into an event store …%n", options.messages());
        long begun = System.nanoTime();
        options.archive().found(Files.createDirectories(data.resolve("event-store")));
        found(new Figure("messages decided and stored", options.messages() / seconds(begun), "/s", ""));
        out.println("Publishing them, and computing the views for the first time …");
        begun = System.nanoTime();
        try (Stage _ = start(data)) {
            found(new Figure("first start, from the event store to all views", seconds(begun), "s", ""));
        }
    }

    /** Everything that is computed, at the same time: from Kafka, as fast as it goes. */
    private void project() throws IOException, InterruptedException {
        out.println("Computing all views and the index anew, side by side …");
        new Scratch(data.resolve("views")).remove();
        new Scratch(data.resolve("elasticsearch")).remove();
        int management = freePort();
        long begun = System.nanoTime();
        try (ProjectionRates rates = new ProjectionRates(management);
                Stage _ = start(data, "--management.server.port=" + management)) {
            found(new Figure("start with all views and the index to be computed", seconds(begun), "s", ""));
            Map<String, Double> found = rates.perSecond(options.messages() / 2);
            found.forEach((projector, rate) -> {
                found(new Figure("events, side by side with all others: " + projector, rate, "/s", ""));
            });
            double all = found.values().stream().mapToDouble(rate -> rate).sum();
            found(new Figure("events, side by side: all projectors together", all, "/s", ""));
        }
    }

    private void operate() throws IOException, InterruptedException {
        try (Stage product = start(data);
                Operations operations = new Operations(product.address(), new Passes(data, anyToken(product)))) {
            if (options.parts().contains("rebuild")) {
                for (String view : List.of("heads", "history", "search")) {
                    out.println("Making " + view + " anew …");
                    Operations.Rebuilt rebuilt = operations.rebuild(view);
                    found(new Figure(
                            "events, rebuild of " + view + " alone",
                            rebuilt.perSecond(),
                            "/s",
                            view.equals(SEARCH) ? ">= 10,000" : ">= 50,000"));
                    found(new Figure("  to compare all of it, and to switch", rebuilt.otherSeconds(), "s", ""));
                }
            }
            if (options.parts().contains("replay")) {
                out.println("Replaying everything …");
                replayed("masked, first of all", operations.replay(), "");
                replayed("masked", operations.replay(), ">= 100,000");
                replayed("unmasked", operations.replayUnmasked(), ">= 100,000");
            }
            found(new Figure("resident memory then, all processes", mebibytes(product), "MiB", "<= 3,072"));
        }
    }

    private void replayed(String how, Operations.Replayed replayed, String goal) {
        found(new Figure("events replayed as NDJSON, " + how, replayed.perSecond(), "/s", goal));
        found(new Figure("  their size", replayed.bytes() / 1e6, "MB", ""));
    }

    private void restart() throws IOException, InterruptedException {
        Path empty = options.data().resolve("views-empty");
        new Scratch(empty).clear();
        try (Stage _ = start(empty)) {
            out.println("Starting with nothing in it, and with everything …");
        }
        long begun = System.nanoTime();
        try (Stage _ = start(empty)) {
            found(new Figure("start without messages", seconds(begun), "s", ""));
        }
        new Scratch(empty).remove();
        begun = System.nanoTime();
        try (Stage _ = start(data)) {
            found(new Figure("start with all messages", seconds(begun), "s", "<= 10 s"));
        }
    }

    private void read() throws IOException, InterruptedException {
        try (Stage product = start(data);
                Reads reads = new Reads(options.archive(), product.address(), new Passes(data, anyToken(product)))) {
            found(new Figure("resident memory before", mebibytes(product), "MiB", ""));
            out.println("Reading …");
            times.add(reads.history(200, options.duration()));
            times.add(reads.list(20, options.duration()));
            times.add(reads.search(50, options.duration()));
            found(new Figure("resident memory after, all processes", mebibytes(product), "MiB", "<= 3,072"));
        }
    }

    /** Told at once, for the whole takes long. */
    private void found(Figure figure) {
        figures.add(figure);
        out.printf(Locale.ROOT, "  %-64s %,14.1f %s%n", figure.what(), figure.value(), figure.unit());
    }

    private static double mebibytes(Stage product) {
        return Memory.of(product.pid()).mebibytes();
    }

    private static Stage start(Path data, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("start", "--data", data.toString(), "--port", "0"));
        words.addAll(List.of(more));
        return Stage.start(words.toArray(String[]::new));
    }

    private static String anyToken(Stage product) {
        try (FrontDoor door = FrontDoor.at(product.address())) {
            return Person.newcomer(door, "Somebody").session().accessToken();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
