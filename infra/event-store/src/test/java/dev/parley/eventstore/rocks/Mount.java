package dev.parley.eventstore.rocks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own. Only root may make one, and not everywhere; else the test is skipped and says so. */
final class Mount implements AutoCloseable {

    private final Path path;

    private Mount(Path path) {
        this.path = path;
    }

    static Mount of(Path directory, String size) throws IOException {
        Path path = Files.createDirectories(directory.resolve("mount"));
        String failure = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
        Assumptions.assumeTrue(failure.isEmpty(), "No file system can be mounted here: " + failure);
        return new Mount(path);
    }

    void readOnly() throws IOException {
        String failure = run("mount", "-o", "remount,ro", path.toString());
        Assumptions.assumeTrue(failure.isEmpty(), "No file system can be made read-only here: " + failure);
    }

    Path path() {
        return path;
    }

    /** What it said if it failed. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? "" : String.join(" ", command) + ": " + said;
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        run("umount", "-l", path.toString());
    }
}
