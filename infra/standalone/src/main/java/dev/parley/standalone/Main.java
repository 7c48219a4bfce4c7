package dev.parley.standalone;

import ch.qos.logback.classic.Level;
import dev.parley.node.CannotStart;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entrance behind {@code ./parley start}. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        PrintStream console = System.out;
        silenceUntilThereIsALogFile();
        try {
            List<String> arguments = Arrays.asList(words);
            if (arguments.isEmpty() || !arguments.getFirst().equals("start")) {
                throw new CannotStart("Try ./parley start, or ./parley help for everything else.");
            }
            Arguments parsed =
                    Arguments.parse(words.length == 1 ? new String[0] : Arrays.copyOfRange(words, 1, words.length));
            new Installation(parsed, new Progress(console)).run();
        } catch (CannotStart e) {
            refuse(e.getMessage());
        } catch (Exception e) {
            refuse(e.toString());
        }
    }

    /** What the libraries say before Spring has set up the log would go to the console, where people look for progress. */
    private static void silenceUntilThereIsALogFile() {
        LogManager.getLogManager().reset(); // Tomcat's way; Spring bridges it to the log later
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    private static void refuse(@Nullable String story) {
        System.err.println("Parley cannot start: " + story);
        System.exit(1);
    }
}
