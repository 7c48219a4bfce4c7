package dev.parley.bench.fault;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link TalkingProcess}, from outside. What it acknowledges goes into the ledger as it comes. */
final class Victim {

    private final Process process;
    private final Thread listening;
    private final CountDownLatch heard = new CountDownLatch(1);

    /** @param again to be sent first */
    Victim(Path store, int round, int talkers, List<Said> again, Ledger ledger) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TalkingProcess.class.getName(),
                        store.toString(),
                        Integer.toString(round),
                        Integer.toString(talkers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        listening = Thread.ofPlatform().name("listening").start(() -> listen(ledger));
        ask(again);
    }

    private void ask(List<Said> again) throws IOException {
        try {
            BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
            for (Said said : again) {
                in.write(said.clientId() + "\n");
            }
            in.write("\n");
            in.flush(); // and left open: its end would end the process
        } catch (IOException e) {
            kill();
            throw e;
        }
    }

    private void listen(Ledger ledger) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", 2);
                if (words[1].startsWith("refused")) {
                    ledger.refused(line);
                } else {
                    ledger.acknowledged(Said.of(words[0]), Long.parseLong(words[1]));
                }
                heard.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What it said cannot be heard", e);
        }
    }

    /** Until its first acknowledgement. False = none came in that time. */
    boolean talks(long patienceMillis) throws InterruptedException {
        return heard.await(patienceMillis, TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9} does. Returns when it is gone and everything it wrote was heard. */
    void kill() {
        process.toHandle().destroyForcibly(); // the process's own method would throw away what is still in the pipe
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                listening.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
