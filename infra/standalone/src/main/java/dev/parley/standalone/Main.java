package dev.parley.standalone;

import dev.parley.node.CannotStart;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** The entrance behind {@code ./parley start}. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        PrintStream console = System.out;
        try {
            List<String> arguments = Arrays.asList(words);
            if (arguments.isEmpty() || !arguments.getFirst().equals("start")) {
                throw new CannotStart("Try ./parley start, or ./parley help for everything else.");
            }
            Arguments parsed = Arguments.parse(words.length == 1 ? new String[0] : Arrays.copyOfRange(words, 1, words.length));
            new Installation(parsed, new Progress(console)).run();
        } catch (CannotStart refused) {
            System.err.println("Parley cannot start: " + refused.getMessage());
            System.exit(1);
        } catch (Exception e) {
            System.err.println("Parley cannot start: " + e);
            System.exit(1);
        }
    }
}
