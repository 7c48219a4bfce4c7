package dev.parley.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A node in a JVM of its own. */
final class ChildNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path errors;

    private ChildNode(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static ChildNode spawn(Class<?> main, Path data) throws IOException {
        Path errors = Files.createTempFile("node", ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        data.toString())
                .redirectError(errors.toFile())
                .start();
        return new ChildNode(process, errors);
    }

    /** Blocks until the node has said where it is, which it does once; fails when it ends without. */
    String awaitReady() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ")) {
                return line.substring("READY ".length());
            }
        }
        throw new IOException("not ready: " + errors());
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** By SIGTERM and nothing else: {@code Process.destroy} would close the input as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE)) {
            throw new IllegalStateException("still running after " + PATIENCE);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(errors);
    }
}
