package dev.parley.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A node in a JVM of its own, for the tests of the node modules. */
public final class ChildNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path errors;

    private ChildNode(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** As people run it: on the jars that the module has packaged. */
    public static ChildNode spawnPackaged(Class<?> main, Path data) throws IOException {
        return spawn(Path.of("target", "lib") + "/*", main, data);
    }

    static ChildNode spawn(String classPath, Class<?> main, Path data) throws IOException {
        Path errors = Files.createTempFile("node", ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        main.getName(),
                        data.toString())
                .redirectError(errors.toFile())
                .start();
        return new ChildNode(process, errors);
    }

    /** Blocks until the node has said where it is, which it does once; fails when it ends without. */
    public String awaitReady() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ")) {
                return line.substring("READY ".length());
            }
        }
        throw new IOException("not ready: " + errors());
    }

    public String errors() throws IOException {
        return Files.readString(errors);
    }

    public void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** By SIGTERM and nothing else: {@code Process.destroy} would close the input as well. */
    public void terminate() {
        process.toHandle().destroy();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public int exitCode() throws InterruptedException {
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
