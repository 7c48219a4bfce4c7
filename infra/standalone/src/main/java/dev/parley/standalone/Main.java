package dev.parley.standalone;

import dev.parley.node.CannotStart;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        } catch (CannotStart e) {
            refuse(e.getMessage());
        } catch (Exception e) {
            refuse(e.toString());
        }
    }

    private static void refuse(@Nullable String story) {
        System.err.println("Parley cannot start: " + story);
        System.exit(1);
    }
}
