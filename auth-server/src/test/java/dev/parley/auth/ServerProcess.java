package dev.parley.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "answers on ";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns once it answers. */
    static ServerProcess start(Path folder, Map<String, Object> settings) throws IOException {
        Properties all = new Properties();
        settings.forEach((name, value) -> all.setProperty(name, value.toString()));
        Path file = folder.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            all.store(out, null);
        }
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        file.toString(),
                        ledger(folder).toString()))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ServerProcess(process, port(process));
    }

    static Path ledger(Path folder) {
        return folder.resolve("ledger");
    }

    Front front() {
        return new Front(port);
    }

    /** SIGKILL: it hears nothing of it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int port(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> drain(said)); // a full pipe would stop it
                return Integer.parseInt(line.substring(READY.length()));
            }
            lines.add(line);
        }
        throw new AssertionError("It did not start:\n" + String.join("\n", lines));
    }

    private static void drain(BufferedReader said) {
        try (said) {
            said.lines().forEach(line -> {});
        } catch (UncheckedIOException | IOException e) {
            // It was killed in the middle of a line.
        }
    }

    static void main(String... arguments) throws Exception {
        Properties file = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            file.load(in);
        }
        Ledger ledger = new Ledger(Path.of(arguments[1]));
        Map<String, Object> settings = new HashMap<>();
        file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
        AuthServer server = AuthServer.start(settings, ledger.gateway(), Clock.systemUTC(), ledger);
        System.out.println(READY + server.port());
        new CountDownLatch(1).await();
    }
}
