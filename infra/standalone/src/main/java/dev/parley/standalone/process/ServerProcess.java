package dev.parley.standalone.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running child JVM. Its standard input is held open and never written to: when it closes, because of {@link #close} or because this
 * JVM is gone in whatever way, the child ends by itself.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);
    private static final Pattern READY = Pattern.compile("READY (\\S+):(\\d{1,5})");
    private static final String CANNOT_START = "Cannot start: ";
    private static final String STACK_FRAME = "\t";
    private static final System.Logger LOGGER = System.getLogger(ServerProcess.class.getName());

    private final String name;
    private final Process process;
    private final ServerLog log;
    private final Thread reader;
    private final Consumer<ServerDied> onDeath;
    private final CompletableFuture<ServerAddress> ready = new CompletableFuture<>();
    private final AtomicBoolean endExpected = new AtomicBoolean();

    ServerProcess(String name, Process process, ServerLog log, Consumer<ServerDied> onDeath) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.onDeath = onDeath;
        this.reader = Thread.ofPlatform().daemon().name(name + "-output").unstarted(this::followToTheEnd);
    }

    void awaitReady(Duration patience) throws ServerStartFailed, InterruptedException {
        reader.start();
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            killAndWait();
            throw new ServerStartFailed(name, "not ready after " + patience.toSeconds() + " s", log.file());
        } catch (ExecutionException e) {
            reader.join();
            throw new ServerStartFailed(name, reasonInLog(), log.file());
        } catch (InterruptedException e) {
            killAndWait();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    public ServerAddress address() {
        return ready.join();
    }

    public long pid() {
        return process.pid();
    }

    /** Asks the child to stop and waits for it; one that takes longer than 4 s is killed, and its data is as after a kill. */
    @Override
    public void close() {
        stopWithin(STOP_WITHIN);
    }

    void stopWithin(Duration patience) {
        endExpected.set(true);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience)) {
                LOGGER.log(System.Logger.Level.WARNING, "{0} did not stop within {1}, killed", name, patience);
                process.destroyForcibly().waitFor();
            }
            reader.join();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, name + " could not be asked to stop, killed", e);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void killAndWait() throws InterruptedException {
        endExpected.set(true);
        process.destroyForcibly().waitFor();
        reader.join();
    }

    private void followToTheEnd() {
        try (log;
                BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher saysReady = READY.matcher(line);
                if (saysReady.matches()) {
                    ready.complete(new ServerAddress(saysReady.group(1), Integer.parseInt(saysReady.group(2))));
                } else {
                    log.add(line);
                }
            }
            ended(process.waitFor());
        } catch (IOException | InterruptedException e) {
            LOGGER.log(System.Logger.Level.WARNING, "The output of " + name + " is lost, killed", e);
            process.destroyForcibly();
            ready.completeExceptionally(e);
        }
    }

    private void ended(int code) {
        boolean wasReady = !ready.completeExceptionally(new IOException("ended with code " + code));
        if (wasReady && !endExpected.get()) {
            ServerDied died = new ServerDied(name, code, log.lastLines(), log.file());
            // Not on this thread: whoever hears of it may close this server, which waits for this thread.
            Thread.ofPlatform().name(name + "-death").start(() -> onDeath.accept(died));
        }
    }

    /** The child's own sentence, else the last thing it said. */
    private String reasonInLog() {
        List<String> lines = log.lastLines().reversed();
        return lines.stream()
                .filter(line -> line.startsWith(CANNOT_START))
                .map(line -> line.substring(CANNOT_START.length()))
                .findFirst()
                .or(() -> lines.stream()
                        .filter(line -> !line.startsWith(STACK_FRAME))
                        .findFirst())
                .orElse("it ended with code " + process.exitValue() + " without a word");
    }
}
