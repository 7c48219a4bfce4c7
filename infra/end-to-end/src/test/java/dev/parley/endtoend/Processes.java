package dev.parley.endtoend;

import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Unmet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A process, its children and theirs. */
final class Processes {

    /** Far more than the product promises, so that a busy machine fails no test; what it really took is printed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Processes() {}

    static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    static void killTree(Process process) {
        family(process).forEach(ProcessHandle::destroyForcibly);
    }

    static void endWithThisJvm(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> killTree(process)));
    }

    static void awaitGone(List<ProcessHandle> family, Supplier<String> story) {
        try {
            Eventually.see("all its processes to be gone", () -> left(family), List::isEmpty, PATIENCE);
        } catch (Unmet e) {
            throw new AssertionError(e.getMessage() + "\n" + story.get(), e);
        }
    }

    private static List<String> left(List<ProcessHandle> family) {
        return family.stream()
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(process))
                .map(process -> process.pid() + " " + process.info().command().orElse("?"))
                .toList();
    }

    /** It has ended, and only waits for its new parent to take note; in a container that may be never. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false; // not Linux, or gone in this moment: the next look will tell
        }
    }
}
