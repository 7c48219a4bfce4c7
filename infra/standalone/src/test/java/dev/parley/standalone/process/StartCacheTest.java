package dev.parley.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.standalone.process.ToyServer.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    @TempDir
    Path directory;

    private ServerProgram program;
    private Path caches;

    @BeforeEach
    void program() throws Exception {
        program = ToyServer.program(directory.resolve("jars"), Behaviour.OBEDIENT);
        caches = directory.resolve("caches");
    }

    @Test
    void theSameJarsAndFlagsHaveTheSameCache() throws Exception {
        assertThat(cacheOf(program)).isEqualTo(cacheOf(program));
    }

    @Test
    void aChangedByteInAJarOfTheSameSizeAndDateIsNoticed() throws Exception {
        StartCache before = cacheOf(program);
        Path jar = directory.resolve("jars/toy.jar");
        var date = Files.getLastModifiedTime(jar);
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2]++;
        Files.write(jar, bytes);
        Files.setLastModifiedTime(jar, date);

        assertThat(cacheOf(program)).isNotEqualTo(before);
    }

    @Test
    void otherFlagsHaveAnotherCache() throws Exception {
        ServerProgram other =
                new ServerProgram(program.name(), program.jars(), program.mainClass(), List.of("-Xmx64m"));

        assertThat(cacheOf(other)).isNotEqualTo(cacheOf(program));
    }

    @Test
    void aServerStartsWithWhatItsTrainingLeft() throws Exception {
        Files.createDirectories(caches);
        Path outdated = Files.createFile(caches.resolve("toy-00000000.aot"));
        StartCacheTraining training = new StartCacheTraining(caches);

        assertThat(training.train(program)).isTrue();
        assertThat(training.train(program)).isFalse();

        StartCache cache = cacheOf(program);
        assertThat(outdated).doesNotExist();
        assertThat(caches).isDirectoryContaining(file -> file.equals(cache.file()));
        assertThat(cache.flags()).contains("-XX:AOTCache=" + cache.file());
        ServerLauncher launcher = new ServerLauncher(directory.resolve("logs"), caches);
        try (ServerProcess server =
                launcher.start(program, directory.resolve("data"), Duration.ofSeconds(30), died -> {})) {
            assertThat(ProcessHandle.of(server.pid())
                            .orElseThrow()
                            .info()
                            .arguments()
                            .orElseThrow())
                    .contains("-XX:AOTCache=" + cache.file());
        }
    }

    private StartCache cacheOf(ServerProgram of) throws Exception {
        return StartCache.of(of, ClassPath.of(of.jars()), caches);
    }
}
