package dev.parley.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The life of a node's process. Its one argument is the data directory. It prints {@code READY host:port} once clients may connect and
 * stops when its standard input closes (so it never outlives its parent) or on SIGTERM. When it cannot start, its last line on standard
 * error begins with {@code Cannot start:} and the exit code is 1.
 */
public final class NodeProcess {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    private NodeProcess() {}

    /** Starts the server on its data; whatever it throws is why it cannot start. */
    @FunctionalInterface
    public interface Starter {

        RunningNode start(DataDirectory data) throws Exception;
    }

    /** Call this from {@code main}; it returns while the server runs. */
    public static void run(String[] arguments, Starter starter) {
        new NodeProcess().start(arguments, starter);
    }

    private void start(String[] arguments, Starter starter) {
        // Not a daemon: some servers have only daemon threads, and this one lasts as long as the process should.
        Thread.ofPlatform().name("parent-watch").start(NodeProcess::exitWhenParentIsGone);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::stop));
        try {
            if (arguments.length != 1) {
                throw new CannotStart("the data directory must be named, and nothing else.");
            }
            DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
            RunningNode node = starter.start(data);
            running.set(new Running(node, data));
            System.out.println("READY " + node.address());
        } catch (Exception e) {
            System.err.println("Cannot start: " + Reason.of(e));
            // Not exit: a half-started server has threads and hooks that may wait for one another.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void exitWhenParentIsGone() {
        try {
            while (System.in.read() >= 0) {
                // The parent has nothing to say: only the end of the stream counts.
            }
        } catch (IOException e) {
            System.err.println("Standard input failed, which is taken for its end: " + e.getMessage());
        }
        System.exit(0);
    }

    /** Bounded, because nobody may be left to end a node that hangs; its data survives that as it survives a kill. */
    private void stop() {
        Running now = running.get();
        if (now == null) {
            return;
        }
        Thread closing = Thread.ofPlatform().daemon().name("stop").start(now::close);
        try {
            if (!closing.join(STOP_WITHIN)) {
                System.err.println("Not stopped within " + STOP_WITHIN.toSeconds() + " s, given up.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server, and the directory that must stay locked as long as it may write. */
    private record Running(RunningNode node, DataDirectory data) {

        void close() {
            try (data) {
                node.close();
            } catch (IOException e) {
                System.err.println("Stopped uncleanly: " + e);
            }
        }
    }
}
