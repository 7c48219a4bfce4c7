package dev.parley.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One more push gateway for a running product, as {@code ./parley gateway} starts it: a process of its own. */
final class SecondGateway implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("gateway is ready: (http://\\S+)");
    private static final Pattern HEALTH = Pattern.compile("Health: (http://\\S+)");

    private final Process process;
    private final Output output;
    private final URI address;

    private SecondGateway(Process process, Output output, URI address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    static SecondGateway of(Product product) {
        Process process = launch(product.data());
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
            return new SecondGateway(process, output, ready.get(2, TimeUnit.MINUTES));
        } catch (ExecutionException | TimeoutException e) {
            Processes.killTree(process);
            throw new AssertionError("The gateway did not become ready (" + e + "). It said:\n" + output.text(), e);
        } catch (InterruptedException e) {
            Processes.killTree(process);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process launch(Path data) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + Product.home().resolve("infra/standalone/jvm.options"),
                            "-Dparley.home=" + Product.home(),
                            "-cp",
                            Product.home().resolve("infra/standalone/target/lib") + "/*",
                            "dev.parley.standalone.Main",
                            "gateway",
                            "--data",
                            data.toString())
                    .redirectErrorStream(true)
                    .start();
            Processes.endWithThisJvm(process);
            return process;
        } catch (IOException e) {
            throw new AssertionError("The gateway could not be launched", e);
        }
    }

    URI address() {
        return address;
    }

    /** Where it shows its metrics. */
    URI metrics() {
        Matcher health = HEALTH.matcher(output.text());
        if (!health.find()) {
            throw new AssertionError("It does not say where its health is:\n" + output.text());
        }
        return URI.create(health.group(1)).resolve("/actuator/prometheus");
    }

    String said() {
        return output.text();
    }

    Process process() {
        return process;
    }

    /** As {@code kill -9} does. */
    void kill() {
        List<ProcessHandle> family = Processes.family(process);
        process.destroyForcibly();
        Processes.awaitGone(family, () -> "The gateway was killed");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            List<ProcessHandle> family = Processes.family(process);
            process.destroy();
            Processes.awaitGone(family, () -> "The gateway was asked to stop. It said:\n" + output.text());
        }
    }
}
