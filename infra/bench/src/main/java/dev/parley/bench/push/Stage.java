package dev.parley.bench.push;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of Parley's, started for the bench and ended with it. */
public final class Stage implements AutoCloseable {

    private static final Pattern READY = Pattern.compile(" is ready: (http://\\S+)");

    private final Process process;
    private final URI address;

    private Stage(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** @param words as behind {@code ./parley} */
    public static Stage start(String... words) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("parley.home", "."));
        List<String> command = new ArrayList<>();
        command.add(home.resolve("parley").toString());
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        CompletableFuture<URI> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("output").start(() -> listen(process, ready));
        try {
            return new Stage(process, ready.get(30, TimeUnit.MINUTES));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("It did not become ready: " + e.getMessage(), e);
        }
    }

    private static void listen(Process process, CompletableFuture<URI> ready) {
        StringBuilder story = new StringBuilder();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(URI.create(matcher.group(1)));
                } else if (!ready.isDone()) {
                    story.append(line).append('\n');
                }
            }
            ready.completeExceptionally(new IllegalStateException(story.toString()));
        } catch (IOException e) {
            ready.completeExceptionally(new UncheckedIOException(e));
        }
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    Resources resources() {
        return new Resources(process.toHandle());
    }

    /** As kill -9 does. Blocking. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
