package dev.parley.standalone.part;

import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The servers that run beside this process, and everything that has to be there before a service may use them. */
public final class Children implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path data;
    private final ServerLauncher launcher;
    private final Consumer<ServerDied> onDeath;
    private final List<ServerProcess> running = new CopyOnWriteArrayList<>();

    /**
     * @param home where the modules were built, each with its class path under {@code target/lib}
     * @param data the directory that each has a directory of its own in
     */
    public Children(Path home, Path data, Consumer<ServerDied> onDeath) {
        this.home = home;
        this.data = data;
        this.onDeath = onDeath;
        this.launcher = new ServerLauncher(data.resolve("logs"), home.resolve("infra/standalone/target/start-caches"));
    }

    /** Starts the broker and makes the topics; returns its address. */
    public String kafka() throws Exception {
        String address = start(ServerProgram.kafka(jars("kafka-node")), "kafka");
        Topics.create(address);
        return address;
    }

    /** Starts the node; returns its address. */
    public String elasticsearch() throws Exception {
        return start(ServerProgram.elasticsearch(jars("elasticsearch-node")), "elasticsearch");
    }

    private Path jars(String module) {
        return home.resolve("infra").resolve(module).resolve("target").resolve("lib");
    }

    private String start(ServerProgram program, String directory) throws Exception {
        ServerProcess process = launcher.start(program, data.resolve(directory), PATIENCE, onDeath);
        running.add(process);
        return process.address().toString();
    }

    /** Side by side: each takes a second or two. */
    @Override
    public void close() {
        List<Thread> closing = running.stream()
                .map(process ->
                        Thread.ofPlatform().name("stop " + process.name()).start(process::close))
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
