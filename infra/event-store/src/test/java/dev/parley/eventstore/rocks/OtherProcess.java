package dev.parley.eventstore.rocks;

import dev.parley.eventstore.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A process that holds a store open until it is told to end. */
final class OtherProcess implements AutoCloseable {

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Returns once it holds it. */
    static OtherProcess holding(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != 'o') {
            throw new IllegalStateException("The other process could not open the store");
        }
        return new OtherProcess(process);
    }

    /** It also ends when whoever started it does: its input is closed then. */
    public static void main(String[] arguments) throws IOException {
        try (RocksEventStorage storage =
                RocksEventStorage.open(Path.of(arguments[0]), Stores.settings(Clock.systemUTC()))) {
            System.out.println("o" + storage.storeId());
            int _ = System.in.read();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
