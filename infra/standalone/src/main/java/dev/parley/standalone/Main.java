package dev.parley.standalone;

import ch.qos.logback.classic.Level;
import dev.parley.node.CannotStart;
import dev.parley.standalone.control.ToolFailed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entrance behind {@code ./parley start} and the operators' tools. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        PrintStream console = System.out;
        silenceUntilThereIsALogFile();
        List<String> arguments = Arrays.asList(words);
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        try {
            if (Tools.NAMES.contains(command)) {
                new Tools(home(), console).run(command, arguments.subList(1, arguments.size()));
                return;
            }
            if (command.equals("gateway")) {
                new AnotherGateway(new Progress(console)).run(arguments.subList(1, arguments.size()));
                return;
            }
            if (!command.equals("start")) {
                throw new CannotStart("Try ./parley start, or ./parley help for everything else.");
            }
            Arguments parsed = Arguments.parse(Arrays.copyOfRange(words, 1, words.length));
            new Installation(parsed, home(), new Progress(console)).run();
        } catch (ToolFailed e) {
            end(e.getMessage());
        } catch (CannotStart e) {
            end("Parley cannot start: " + e.getMessage());
        } catch (Exception e) {
            end((Tools.NAMES.contains(command) ? "./parley " + command + " failed: " : "Parley cannot start: ") + e);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("parley.home", ".")).toAbsolutePath().normalize();
    }

    /** What the libraries say before Spring has set up the log would go to the console, where people look for progress. */
    private static void silenceUntilThereIsALogFile() {
        LogManager.getLogManager().reset(); // Tomcat's way; Spring bridges it to the log later
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    private static void end(@Nullable String story) {
        System.err.println(story);
        System.exit(1);
    }
}
