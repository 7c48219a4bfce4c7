package dev.parley.bench.push;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Results;
import dev.parley.bench.measure.Scratch;
import dev.parley.bench.push.PushReport.Figure;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code ./parley bench push}: sets the stage, plays the parts, and takes it down again. */
public final class PushBench {

    public static final String USAGE = PushOptions.USAGE;

    private final PushOptions options;
    private final PrintStream out;

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public PushBench(List<String> args, PrintStream out) {
        this.options = PushOptions.parse(args);
        this.out = out;
    }

    /** Returns the exit code. Blocking. */
    public int run() throws IOException, InterruptedException {
        Path data = options.data().resolve("push");
        new Scratch(data).clear();
        out.println("Founding a Parley of " + options.populace().people() + " people …");
        options.populace().found(Files.createDirectories(data.resolve("event-store")));
        List<Figure> figures = new ArrayList<>();
        List<Latency.Summary> times = new ArrayList<>();
        try (Stage product = Stage.start("start", "--data", data.toString(), "--port", "0");
                Stage gateway = Stage.start(
                        "gateway",
                        "--data",
                        data.toString(),
                        "--parley.push.connection.max=" + (options.connections() + 1_000));
                Sockets sockets = new Sockets()) {
            Passes passes = new Passes(data, anyToken(product));
            Parts parts = new Parts(options, out, sockets, passes, product, gateway, figures, times);
            if (options.parts().contains("idle") || options.parts().contains("storm")) {
                parts.connections();
            }
            parts.group();
        }
        PushReport report = new PushReport(Instant.now(), Machine.thisOne(), figures, times);
        out.println();
        report.print(out);
        out.println();
        out.println("Written to " + new Results(options.results(), "push", report.at()).json(report));
        return 0;
    }

    private static String anyToken(Stage product) {
        try (FrontDoor door = FrontDoor.at(product.address())) {
            return Person.newcomer(door, "Somebody").session().accessToken();
        }
    }
}
