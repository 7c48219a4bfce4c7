package dev.parley.standalone.part;

import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The servers that run beside this process, which are started again when they die, and everything that has to be there before a service may use them. */
public final class Children implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path data;
    private final ServerLauncher launcher;
    private final Consumer<ServerDied> onDeath;
    private final Consumer<String> told;
    private final List<Running> running = new CopyOnWriteArrayList<>();

    private record Running(String name, Runnable end) {}

    /**
     * @param home where the modules were built, each with its class path under {@code target/lib}
     * @param data the directory that each has a directory of its own in
     * @param onDeath when a server is gone for good
     * @param told sentences for people about servers that die and are started again
     */
    public Children(Path home, Path data, Consumer<ServerDied> onDeath, Consumer<String> told) {
        this.home = home;
        this.data = data;
        this.onDeath = onDeath;
        this.told = told;
        this.launcher = new ServerLauncher(data.resolve("logs"), home.resolve("infra/standalone/target/start-caches"));
    }

    /** Starts the broker, and makes the topics; returns its address. */
    public String kafka() throws Exception {
        String address = start(ServerProgram.kafka(jars("kafka-node")), "kafka");
        Topics.create(address);
        return address;
    }

    /** Starts the node; returns its address. */
    public String elasticsearch() throws Exception {
        return start(ServerProgram.elasticsearch(jars("elasticsearch-node")), "elasticsearch");
    }

    private String start(ServerProgram program, String directory) throws Exception {
        LastingServer server = new LastingServer(
                died -> launcher.start(program, data.resolve(directory), PATIENCE, died), told, onDeath);
        running.add(new Running(program.name(), server::close));
        return server.start().toString();
    }

    private Path jars(String module) {
        return home.resolve("infra").resolve(module).resolve("target").resolve("lib");
    }

    /** Side by side: each takes a second or two. */
    @Override
    public void close() {
        List<Thread> closing = running.stream()
                .map(each -> Thread.ofPlatform().name("stop " + each.name()).start(each.end()))
                .toList();
        try {
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // each of them still closes within its own time
        }
    }
}
