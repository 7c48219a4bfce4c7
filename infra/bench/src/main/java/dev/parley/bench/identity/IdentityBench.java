package dev.parley.bench.identity;

import dev.parley.bench.identity.IdentityReport.Figure;
import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Results;
import dev.parley.demo.client.FrontDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code ./parley bench identity}. */
public final class IdentityBench {

    public static final String USAGE = IdentityOptions.USAGE;

    private final IdentityOptions options;
    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Latency.Summary> times = new ArrayList<>();

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public IdentityBench(List<String> args, PrintStream out) {
        this.options = IdentityOptions.parse(args);
        this.out = out;
    }

    /** Returns the exit code. Blocking. */
    public int run() throws IOException, InterruptedException {
        if (options.parts().contains("verify")) {
            out.println("Checking tokens, in this process …");
            figures.addAll(new Verification().run());
        }
        try (FrontDoor door = FrontDoor.at(options.url())) {
            if (options.parts().contains("issue")) {
                out.println("Issuing tokens to applications …");
                figures.addAll(new TokenIssue(door, options).run(times));
            }
            if (options.parts().contains("sign-out")) {
                out.println("Signing devices out …");
                new SignOuts(door, options).run(times);
            }
            if (options.parts().contains("storm")) {
                out.println("Sending messages, first in peace, then while everybody signs in …");
                figures.addAll(new SignInStorm(door, options).run(times));
            }
        }
        IdentityReport report = new IdentityReport(Instant.now(), Machine.thisOne(), figures, times);
        out.println();
        report.print(out);
        out.println();
        out.println("Written to " + new Results(options.results(), "identity", report.at()).json(report));
        return 0;
    }
}
