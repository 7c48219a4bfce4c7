package dev.parley.standalone.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the start caches, as part of the build: each server is started once and stopped, and its JVM writes down what it has learned,
 * which takes too long for a stop in daily use. A cache that cannot be made is done without, so this never fails.
 */
public final class StartCacheTraining {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration WRITES_WITHIN = Duration.ofMinutes(2);

    private final Path directory;

    StartCacheTraining(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Arguments: the directory of the caches, that of Kafka's jars, that of Elasticsearch's. */
    public static void main(String[] arguments) {
        StartCacheTraining training = new StartCacheTraining(Path.of(arguments[0]));
        List<ServerProgram> programs =
                List.of(ServerProgram.kafka(Path.of(arguments[1])), ServerProgram.elasticsearch(Path.of(arguments[2])));
        try (ExecutorService each =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            programs.forEach(program -> each.execute(() -> report(training, program)));
        }
    }

    private static void report(StartCacheTraining training, ServerProgram program) {
        try {
            boolean made = training.train(program);
            System.out.println(program.name() + (made ? ": start cache made" : ": start cache is up to date"));
        } catch (IOException | ServerStartFailed e) {
            System.out.println(program.name() + ": no start cache, it will start more slowly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was anything to do. */
    boolean train(ServerProgram program) throws IOException, ServerStartFailed, InterruptedException {
        Files.createDirectories(directory);
        ClassPath classPath = ClassPath.of(program.jars());
        StartCache cache = StartCache.of(program, classPath, directory);
        if (cache.exists()) {
            return false;
        }
        Path workplace = Files.createTempDirectory(directory, program.name() + "-training");
        try {
            Path written = workplace.resolve("cache.aot");
            ServerLauncher launcher = new ServerLauncher(workplace, directory);
            ServerProcess server = launcher.spawn(
                    program,
                    classPath,
                    List.of("-XX:AOTCacheOutput=" + written),
                    workplace.resolve("data"),
                    died -> System.out.println(died.sentence()));
            server.awaitReady(PATIENCE);
            server.stopWithin(WRITES_WITHIN);
            if (Files.notExists(written)) {
                throw new IOException("the JVM wrote none");
            }
            Files.move(written, cache.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(workplace);
        }
        for (Path outdated : cache.outdated(program)) {
            Files.delete(outdated);
        }
        return true;
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
