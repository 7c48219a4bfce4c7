package dev.parley.bench;

import dev.parley.bench.command.CommandBench;
import dev.parley.bench.fault.FaultBench;
import dev.parley.bench.identity.IdentityBench;
import dev.parley.bench.push.PushBench;
import dev.parley.bench.views.ViewsBench;
import dev.parley.demo.client.NobodyThere;
import dev.parley.demo.client.RefusedByServer;
import dev.parley.demo.client.Unmet;
import dev.parley.eventstore.CannotOpenStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/** {@code ./parley bench [scenario]}: prints a table and writes the same figures to a file. */
public final class Bench {

    static final String USAGE = "Usage: ./parley bench [scenario] [options]\n" + Options.USAGE + GroupOptions.USAGE
            + CommandBench.USAGE + IdentityBench.USAGE + PushBench.USAGE + ViewsBench.USAGE + FaultBench.USAGE;

    private Bench() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(out, args));
    }

    /** @return the exit code */
    static int run(PrintStream out, String... args) {
        List<String> all = List.of(args);
        if (all.size() == 1 && List.of("help", "--help", "-h").contains(all.getFirst())) {
            out.print(USAGE);
            return 0;
        }
        boolean named = !all.isEmpty() && !all.getFirst().startsWith("--");
        String scenario = named ? all.getFirst() : "spine";
        List<String> rest = named ? all.subList(1, all.size()) : all;
        try {
            return switch (scenario) {
                case "spine" ->
                    report(
                            new Spine(Options.parse(rest), out).run(),
                            Options.parse(rest).results(),
                            out);
                case "groups" ->
                    report(
                            new Groups(GroupOptions.parse(rest), out).run(),
                            GroupOptions.parse(rest).results(),
                            out);
                case "commands" -> new CommandBench(rest, out).run();
                case "identity" -> new IdentityBench(rest, out).run();
                case "push" -> new PushBench(rest, out).run();
                case "views" -> new ViewsBench(rest, out).run();
                case "faults" -> new FaultBench(rest, out).run();
                default -> throw new IllegalArgumentException("There is no scenario " + scenario);
            };
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(USAGE);
            return 2;
        } catch (NobodyThere e) {
            out.println(e.getMessage());
            return 1;
        } catch (Unmet
                | RefusedByServer
                | CompletionException
                | CannotOpenStore
                | IllegalStateException
                | IOException e) {
            out.println("The bench broke off: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("The bench was interrupted.");
            return 1;
        }
    }

    private static int report(Report report, Path results, PrintStream out) throws IOException {
        out.println();
        report.print(out);
        out.println();
        out.println("Written to " + report.write(results));
        return 0;
    }
}
