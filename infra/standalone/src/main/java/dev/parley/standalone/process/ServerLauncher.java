package dev.parley.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts servers. Their logs go to one directory; their start caches are looked for in another, and done without when missing. */
public final class ServerLauncher {

    /**
     * A terminal sends Ctrl-C, and its own end, to the whole group of processes. The children leave both to the parent, which stops
     * them in its order: a signal that is ignored stays ignored across {@code exec}, and the JVM respects that.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "parley");

    /** Meant for the parent: a debugger's port, for one, can be had only once. */
    private static final List<String> NOT_INHERITED = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Path logs;
    private final Path startCaches;

    public ServerLauncher(Path logs, Path startCaches) {
        this.logs = logs.toAbsolutePath();
        this.startCaches = startCaches.toAbsolutePath();
    }

    /**
     * Starts the program on its data directory and returns when it is ready. Interrupting ends the half-started child.
     *
     * @param onDeath told, on a thread of its own, when the server ends later without having been closed
     */
    public ServerProcess start(ServerProgram program, Path data, Duration patience, Consumer<ServerDied> onDeath)
            throws ServerStartFailed, InterruptedException {
        ServerProcess server;
        try {
            ClassPath classPath = ClassPath.of(program.jars());
            StartCache cache = StartCache.of(program, classPath, startCaches);
            server = spawn(program, classPath, cache.flags(), data, onDeath);
        } catch (IOException e) {
            throw new ServerStartFailed(program.name(), e, logOf(program));
        }
        server.awaitReady(patience);
        return server;
    }

    /** The child is running but not ready yet. */
    ServerProcess spawn(
            ServerProgram program,
            ClassPath classPath,
            List<String> cacheFlags,
            Path data,
            Consumer<ServerDied> onDeath)
            throws IOException {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.flags());
        command.addAll(cacheFlags);
        command.add("-XX:ErrorFile=" + logs.resolve(program.name() + "-crash-%p.log"));
        command.addAll(List.of("-cp", classPath.argument(), program.mainClass()));
        command.add(data.toAbsolutePath().toString());

        Files.createDirectories(logs);
        ServerLog log = ServerLog.at(logOf(program));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        NOT_INHERITED.forEach(builder.environment()::remove);
        Process process = builder.start();
        log.addHeadline("%s starts %s, process %d"
                .formatted(LocalDateTime.now(ZoneId.systemDefault()), program.name(), process.pid()));
        return new ServerProcess(program.name(), process, log, onDeath);
    }

    private Path logOf(ServerProgram program) {
        return logs.resolve(program.name() + ".log");
    }
}
