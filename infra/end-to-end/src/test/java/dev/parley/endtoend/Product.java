package dev.parley.endtoend;

import dev.parley.demo.client.FrontDoor;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as people run it: a process of its own, on a data directory, behind a port. */
final class Product implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Parley is ready: (https?://\\S+)");
    private static final Duration START = Duration.ofMinutes(2);

    private final Path data;
    private final Process process;
    private final Output output;
    private final FrontDoor door;

    private Product(Path data, Process process, Output output, URI address) {
        this.data = data;
        this.process = process;
        this.output = output;
        this.door = FrontDoor.at(address);
    }

    /** Starts on a free port and waits until it says that it is ready. {@code settings} look like {@code --name=value}. */
    static Product start(Path data, String... settings) {
        Process process = launch(data, "0", settings);
        CompletableFuture<URI> ready = new CompletableFuture<>();
        Output output = Output.of(
                process,
                line -> {
                    Matcher matcher = READY.matcher(line);
                    if (matcher.find()) {
                        ready.complete(URI.create(matcher.group(1)));
                    }
                },
                () -> ready.completeExceptionally(new IllegalStateException("it ended")));
        try {
            return new Product(data, process, output, ready.get(START.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            Processes.killTree(process);
            throw new AssertionError("The product did not become ready (" + e + "). It said:\n" + output.text(), e);
        } catch (InterruptedException e) {
            Processes.killTree(process);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts where it should refuse to, and waits until it has ended. */
    static Refusal refuseToStart(Path data, String port, String... settings) {
        Process process = launch(data, port, settings);
        Output output = Output.of(process);
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It should have refused to start, but is still running:\n" + output.text());
            }
            output.awaitEnd();
            return new Refusal(process.exitValue(), output.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Processes.killTree(process);
        }
    }

    record Refusal(int exitCode, String said) {}

    private static Process launch(Path data, String port, String... settings) {
        Path built = home().resolve("infra/standalone/target/lib");
        if (!Files.isDirectory(built)) {
            throw new AssertionError(
                    "There is no product in " + built + "; build it first, with ./parley or mvn package.");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home().resolve("infra/standalone/jvm.options"),
                "-Dparley.home=" + home(),
                "-cp",
                built + "/*",
                "dev.parley.standalone.Main",
                "start",
                "--data",
                data.toString(),
                "--port",
                port,
                // All people of all tests come from one address.
                "--parley.auth.throttle.registrations-per-minute=100000",
                "--parley.auth.throttle.sign-ins-per-minute=100000"));
        command.addAll(List.of(settings));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Processes.endWithThisJvm(process);
            return process;
        } catch (IOException e) {
            throw new AssertionError("The product could not be launched", e);
        }
    }

    /** The root of the checkout. */
    static Path home() {
        return Path.of(System.getProperty("parley.home", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    FrontDoor door() {
        return door;
    }

    Path data() {
        return data;
    }

    /** Where one of its parts listens. */
    int port(String part, String purpose) {
        Properties ports = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve(part).resolve("ports.properties"))) {
            ports.load(file);
        } catch (IOException e) {
            throw new AssertionError("Nobody knows where " + part + " is", e);
        }
        return Integer.parseInt(ports.getProperty(purpose));
    }

    String said() {
        return output.text();
    }

    Process process() {
        return process;
    }

    /** Ends it as Ctrl-C does, and waits. Returns how long that took. */
    Duration stop() {
        door.close();
        List<ProcessHandle> family = Processes.family(process);
        long start = System.nanoTime();
        process.destroy();
        Processes.awaitGone(family, () -> "The product was asked to stop. It said:\n" + output.text());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Kills the one process that was started, with -9, and waits until its children have noticed and gone. */
    void killParentAlone() {
        door.close();
        List<ProcessHandle> family = Processes.family(process);
        process.destroyForcibly();
        Processes.awaitGone(family, () -> "Only the parent was killed. It said:\n" + output.text());
    }

    /** Kills it and all its children with -9, at once. */
    void killTree() {
        door.close();
        List<ProcessHandle> family = Processes.family(process);
        family.forEach(ProcessHandle::destroyForcibly);
        Processes.awaitGone(family, () -> "Everything was killed");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
