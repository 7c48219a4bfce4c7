package dev.parley.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.standalone.process.ToyServer.Behaviour;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children are real processes here. */
class ServerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final BlockingQueue<ServerDied> deaths = new LinkedBlockingQueue<>();
    private ServerLauncher launcher;

    @BeforeEach
    void launcher() {
        launcher = new ServerLauncher(directory.resolve("logs"), directory.resolve("caches"));
    }

    @Test
    void aServerIsReadyAtTheAddressItNames() throws Exception {
        try (ServerProcess server = start(Behaviour.OBEDIENT)) {
            assertThat(server.address()).hasToString("127.0.0.1:4711");
        }
    }

    @Test
    void aClosedServerStopsInPeaceAndItsEndIsNoDeath() throws Exception {
        start(Behaviour.OBEDIENT).close();

        assertThat(data().resolve(ToyServer.STOPPED)).exists();
        assertThat(deaths).isEmpty();
    }

    @Test
    void aServerThatDoesNotStopIsKilled() throws Exception {
        ServerProcess server = start(Behaviour.REFUSES_TO_STOP);

        server.stopWithin(Duration.ofMillis(100));

        assertThat(ProcessHandle.of(server.pid())).isEmpty();
        assertThat(deaths).isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhyInItsOwnWords() {
        assertThatThrownBy(() -> start(Behaviour.REFUSES_TO_START))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessage("toy did not start: the moon is in the wrong house. (log: %s)", log());
        assertThat(deaths).isEmpty();
    }

    @Test
    void aServerThatEndsWithoutAWordIsToldByItsCode() {
        assertThatThrownBy(() -> start(Behaviour.ENDS_WITHOUT_A_WORD))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessage("toy did not start: it ended with code 7 without a word (log: %s)", log());
    }

    @Test
    void aServerThatIsNotReadyInTimeIsGivenUpAndKilled() {
        assertThatThrownBy(() -> launcher.start(
                        ToyServer.program(directory.resolve("jars"), Behaviour.NEVER_READY),
                        data(),
                        Duration.ofMillis(500),
                        deaths::add))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessageStartingWith("toy did not start: not ready after");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aServerWithoutJarsIsNotStarted() {
        ServerProgram program = new ServerProgram("toy", directory.resolve("nowhere"), "Main", List.of());

        assertThatThrownBy(() -> launcher.start(program, data(), PATIENCE, deaths::add))
                .isInstanceOf(ServerStartFailed.class)
                .hasMessageContaining("its class path %s is missing", directory.resolve("nowhere"));
    }

    @Test
    void theDeathOfAServerIsToldWithItsCodeAndItsLastLines() throws Exception {
        start(Behaviour.DIES_OF_ITSELF);

        ServerDied died = deaths.poll(30, TimeUnit.SECONDS);

        assertThat(died.sentence()).isEqualTo("toy ended with code 7: I have seen too much (log: %s)".formatted(log()));
        assertThat(died.lastLines()).containsExactly("hello", "I have seen too much");
    }

    @Test
    void aKilledServerIsToldByItsSignal() throws Exception {
        ServerProcess server = start(Behaviour.OBEDIENT);

        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

        assertThat(deaths.poll(30, TimeUnit.SECONDS).sentence()).startsWith("toy was killed by signal 9");
        server.close();
    }

    @Test
    void whoeverHearsOfADeathMayCloseTheServer() throws Exception {
        BlockingQueue<ServerProcess> started = new LinkedBlockingQueue<>();
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        started.add(launcher.start(program(Behaviour.DIES_OF_ITSELF), data(), PATIENCE, died -> {
            started.remove().close();
            closed.add(died.server());
        }));

        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("toy");
    }

    @Test
    void theTerminalsInterruptDoesNotReachAServer() throws Exception {
        ServerProcess server = start(Behaviour.OBEDIENT);

        String pid = String.valueOf(server.pid());
        run("kill", "-INT", pid);
        // Arrives as a signal too, the next one: once it has been answered, the first has done what it could.
        run(jdk("jcmd"), pid, "VM.version");
        server.close();

        assertThat(data().resolve(ToyServer.STOPPED)).exists();
    }

    @Test
    void whatAServerSaysIsInItsLogRunAfterRun() throws Exception {
        start(Behaviour.OBEDIENT).close();
        start(Behaviour.REFUSES_TO_STOP).stopWithin(Duration.ofMillis(100));

        assertThat(Files.readAllLines(log())).filteredOn("hello"::equals).hasSize(2);
    }

    @Test
    void aServerEndsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        jdk("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child;
        try (BufferedReader output = parent.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            parent.destroyForcibly();
        }

        assertThat(child.onExit()).succeedsWithin(PATIENCE);
        assertThat(data().resolve(ToyServer.STOPPED)).exists();
    }

    /** A JVM that has a server and does nothing else. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            ServerProcess server = new ServerLauncher(directory.resolve("logs"), directory.resolve("caches"))
                    .start(
                            ToyServer.program(directory.resolve("jars"), Behaviour.OBEDIENT),
                            directory.resolve("data"),
                            PATIENCE,
                            died -> System.err.println(died.sentence()));
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            output.readAllAsString();
        }
        process.waitFor();
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private ServerProcess start(Behaviour behaviour) throws Exception {
        return launcher.start(program(behaviour), data(), PATIENCE, deaths::add);
    }

    private ServerProgram program(Behaviour behaviour) throws Exception {
        return ToyServer.program(directory.resolve("jars"), behaviour);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("logs").resolve("toy.log");
    }
}
