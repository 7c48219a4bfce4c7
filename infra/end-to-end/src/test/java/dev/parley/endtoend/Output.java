package dev.parley.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** What a process says: its last lines are kept for the report of a failure, and nothing blocks it from saying more. */
final class Output {

    private static final int LINES = 400;

    private final Deque<String> lines = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Output() {}

    static Output of(Process process) {
        return of(process, line -> {}, () -> {});
    }

    /** @param atEnd run when the process, and whoever inherited its output, has said all */
    static Output of(Process process, Consumer<String> listener, Runnable atEnd) {
        Output output = new Output();
        Thread.ofPlatform()
                .daemon()
                .name("output of " + process.pid())
                .start(() -> output.readAll(process, listener, atEnd));
        return output;
    }

    private void readAll(Process process, Consumer<String> listener, Runnable atEnd) {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                listener.accept(line);
            }
        } catch (IOException e) {
            keep("(its output broke off: " + e.getMessage() + ")");
        } finally {
            ended.countDown();
            atEnd.run();
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    synchronized String text() {
        return String.join("\n", lines);
    }
}
