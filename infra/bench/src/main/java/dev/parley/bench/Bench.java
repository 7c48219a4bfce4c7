package dev.parley.bench;

import dev.parley.demo.client.NobodyThere;
import dev.parley.demo.client.RefusedByServer;
import dev.parley.demo.client.Unmet;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;

/** {@code ./parley bench [scenario]}: prints a table and writes the same figures to a file. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(out, args));
    }

    /** @return the exit code */
    static int run(PrintStream out, String... args) {
        if (args.length == 1 && List.of("help", "--help", "-h").contains(args[0])) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            Options options = Options.parse(args);
            Report report = switch (options.scenario()) {
                case "spine" -> new Spine(options, out).run();
                default -> throw new IllegalArgumentException("There is no scenario " + options.scenario());
            };
            out.println();
            report.print(out);
            out.println();
            out.println("Written to " + report.write(options.results()));
            return 0;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(Options.USAGE);
            return 2;
        } catch (NobodyThere e) {
            out.println(e.getMessage());
            return 1;
        } catch (Unmet | RefusedByServer | CompletionException | IOException e) {
            out.println("The bench broke off: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("The bench was interrupted.");
            return 1;
        }
    }
}
