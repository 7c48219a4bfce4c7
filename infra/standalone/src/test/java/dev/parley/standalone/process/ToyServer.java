package dev.parley.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A child process that behaves, well or badly, as the test says. It uses nothing but the JDK, so that the tests' classes are its whole jar. */
final class ToyServer {

    enum Behaviour {
        OBEDIENT,
        NEVER_READY,
        REFUSES_TO_START,
        ENDS_WITHOUT_A_WORD,
        REFUSES_TO_STOP,
        DIES_OF_ITSELF
    }

    static final String STOPPED = "stopped-in-peace";

    private static final String SETTING = "toy.behaviour";

    private ToyServer() {}

    /** Packs the server into a jar in that directory, which is then its class path. */
    static ServerProgram program(Path directory, Behaviour behaviour) throws IOException {
        Path classes = Path.of(ToyServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path jar = Files.createDirectories(directory).resolve("toy.jar");
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file=" + jar,
                        "-C",
                        classes.toString(),
                        ToyServer.class.getPackageName().replace('.', '/'));
        if (failed != 0) {
            throw new IOException("no jar");
        }
        return new ServerProgram(
                "toy", directory, ToyServer.class.getName(), List.of("-Xmx32m", "-D" + SETTING + "=" + behaviour));
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Files.createDirectories(Path.of(arguments[0]));
        switch (Behaviour.valueOf(System.getProperty(SETTING))) {
            case OBEDIENT -> {
                ready();
                waitForEndOfInput();
                Files.createFile(data.resolve(STOPPED));
            }
            case NEVER_READY -> waitForEndOfInput();
            case REFUSES_TO_START -> {
                System.err.println("Cannot start: the moon is in the wrong house.");
                System.exit(1);
            }
            case ENDS_WITHOUT_A_WORD -> System.exit(7);
            case REFUSES_TO_STOP -> {
                ready();
                waitForEndOfInput();
                Thread.ofPlatform().start(ToyServer::waitForEver);
            }
            case DIES_OF_ITSELF -> {
                ready();
                System.err.println("I have seen too much");
                System.exit(7);
            }
        }
    }

    private static void ready() {
        System.out.println("hello");
        System.out.println("READY 127.0.0.1:4711");
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever sent.
        }
    }

    private static void waitForEver() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
