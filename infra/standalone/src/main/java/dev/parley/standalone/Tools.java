package dev.parley.standalone;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.StoreUnavailable;
import dev.parley.node.DataDirectory;
import dev.parley.standalone.backup.Backup;
import dev.parley.standalone.backup.Restore;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.events.Events;
import dev.parley.standalone.holdings.Holdings;
import dev.parley.standalone.replay.Replay;
import dev.parley.standalone.verify.Verify;
import dev.parley.standalone.views.AuditTool;
import dev.parley.standalone.views.DeadLettersTool;
import dev.parley.standalone.views.RebuildTool;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The operators' tools: each is a run of its own beside, or instead of, a running Parley. */
final class Tools {

    static final Set<String> NAMES =
            Set.of("events", "replay", "verify", "backup", "restore", "rebuild", "audit", "dead-letters");

    private static final String EVENTS_USAGE =
            "./parley events [--data DIR] [--from TIME|POSITION] [--to TIME|POSITION]"
                    + " [--conversation ID] [--type NAME]";
    private static final String REPLAY_USAGE =
            "./parley replay [--data DIR] [--from TIME|POSITION] [--to TIME|POSITION] [--types NAME,NAME]"
                    + " [--conversation ID] [--person ID] [--format ndjson|sse|parquet] [--masked true|false]";
    private static final int PRINTED_AT_ONCE = 1 << 16;

    private final Path home;
    private final PrintStream console;

    Tools(Path home, PrintStream console) {
        this.home = home;
        this.console = console;
    }

    void run(String tool, List<String> line) throws ToolFailed {
        try {
            switch (tool) {
                case "events" -> events(line);
                case "replay" -> replay(line);
                case "verify" -> verify(line);
                case "backup" -> backup(line);
                case "restore" -> restore(line);
                case "rebuild" -> rebuild(line);
                case "audit" -> audit(line);
                case "dead-letters" -> deadLetters(line);
                default -> throw new IllegalArgumentException(tool);
            }
        } catch (CannotOpenStore | DamagedStore | StoreUnavailable e) {
            throw new ToolFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private void events(List<String> line) throws ToolFailed {
        ToolArguments arguments = ToolArguments.parse(line, EVENTS_USAGE, 0, Events.OPTIONS);
        Events events = new Events(arguments.options());
        print(arguments.data(), events::print);
    }

    private void replay(List<String> line) throws ToolFailed {
        ToolArguments arguments = ToolArguments.parse(line, REPLAY_USAGE, 0, Replay.OPTIONS);
        Replay replay = new Replay(arguments.options());
        print(arguments.data(), replay::print);
    }

    /** Prints what others may read. */
    @FunctionalInterface
    private interface Printing {
        void print(Holdings holdings, OutputStream out) throws ToolFailed, IOException;
    }

    private void print(Path data, Printing printing) throws ToolFailed {
        // Not System.out, which never says that nobody listens any more.
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PRINTED_AT_ONCE);
        try (Holdings holdings = Holdings.of(data, home)) {
            printing.print(holdings, out);
        } catch (IOException e) {
            if (!isClosedPipe(e)) {
                throw new ToolFailed("The events could not be printed: " + e.getMessage(), e);
            }
        }
    }

    /** Whoever read from us has enough: {@code | head}, for instance. */
    private static boolean isClosedPipe(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), "").contains("Broken pipe");
    }

    private void verify(List<String> line) throws ToolFailed {
        ToolArguments arguments = ToolArguments.parse(line, "./parley verify [--data DIR]", 0, Set.of());
        try (Holdings holdings = Holdings.of(arguments.data(), home)) {
            new Verify(console, personWatches()).run(holdings);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // with -Djdk.console=java.base it still is where nobody watches
    private static boolean personWatches() {
        Console terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }

    private void backup(List<String> line) throws ToolFailed {
        ToolArguments arguments = ToolArguments.parse(line, "./parley backup DIR [--data DIR]", 1, Set.of());
        try (Holdings holdings = Holdings.of(arguments.data(), home)) {
            new Backup(arguments.directory(), Clock.systemUTC(), console).make(holdings, version());
        }
    }

    private void restore(List<String> line) throws ToolFailed {
        ToolArguments arguments = ToolArguments.parse(line, "./parley restore DIR [--data DIR]", 1, Set.of());
        new Restore(arguments.directory(), console).into(arguments.data());
    }

    private void rebuild(List<String> line) throws ToolFailed {
        boolean moves = line.stream().anyMatch(word -> word.matches("--(switch|rollback|drop)(=.*)?"));
        ToolArguments arguments = ToolArguments.parse(line, RebuildTool.USAGE, moves ? 0 : 1, RebuildTool.OPTIONS);
        new RebuildTool(arguments.words(), arguments.options()).run(running(arguments.data()), console);
    }

    private void audit(List<String> line) throws ToolFailed {
        List<String> words = new ArrayList<>(line);
        boolean all = words.removeIf("--all"::equals);
        ToolArguments arguments = ToolArguments.parse(words, AuditTool.USAGE, 0, AuditTool.OPTIONS);
        new AuditTool(arguments.options(), all).run(running(arguments.data()), console);
    }

    private void deadLetters(List<String> line) throws ToolFailed {
        List<String> words = new ArrayList<>(line);
        boolean all = words.removeIf("--all"::equals);
        ToolArguments arguments = ToolArguments.parse(words, DeadLettersTool.USAGE, DeadLettersTool.OPTIONS);
        new DeadLettersTool(arguments.words(), arguments.options(), all).run(running(arguments.data()), console);
    }

    /** Views are made by the Parley that has them open; of one that is stopped, deleting them is enough. */
    private static Path running(Path data) throws ToolFailed {
        Path directory = data.toAbsolutePath().normalize();
        try (Closeable alone = DataDirectory.lockToRead(directory).orElse(null)) {
            if (alone == null) {
                return directory;
            }
            throw new ToolFailed("No Parley runs on " + directory
                    + ". Start it; views that were deleted meanwhile are made anew by themselves.");
        } catch (IOException e) {
            throw new ToolFailed("The data directory " + directory + " cannot be read: " + e, e);
        }
    }

    /** As the jar says; there is none in a test. */
    private static String version() {
        return Objects.requireNonNullElse(Tools.class.getPackage().getImplementationVersion(), "development");
    }
}
