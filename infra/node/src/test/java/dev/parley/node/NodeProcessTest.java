package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {

    @TempDir
    Path directory;

    @Test
    void itStopsInPeaceWhenItsInputCloses() throws Exception {
        try (ChildNode node = spawn(Toy.class)) {
            assertThat(node.awaitReady()).isEqualTo("127.0.0.1:4711");
            node.closeInput();

            assertThat(node.exitCode()).isZero();
            assertThat(data().resolve(Toy.CLOSED)).exists();
        }
    }

    @Test
    void itStopsInPeaceWhenItIsTerminated() throws Exception {
        try (ChildNode node = spawn(Toy.class)) {
            node.awaitReady();
            node.terminate();

            assertThat(node.exitCode()).isEqualTo(128 + 15);
            assertThat(data().resolve(Toy.CLOSED)).exists();
        }
    }

    @Test
    void itEndsWhenItsInputClosesWhileItStarts() throws Exception {
        try (ChildNode node = spawn(Slow.class)) {
            node.closeInput();

            assertThat(node.exitCode()).isZero();
        }
    }

    @Test
    void aSecondOneOnTheSameDataIsRefusedInOneSentence() throws Exception {
        try (ChildNode first = spawn(Toy.class)) {
            first.awaitReady();
            try (ChildNode second = spawn(Toy.class)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors()).isEqualTo("Cannot start: %s is in use by another process.%n", data());
            }
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamedInOneSentence() throws Exception {
        Files.createFile(data());
        try (ChildNode node = spawn(Toy.class)) {
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.errors().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Cannot start: " + data() + " cannot be written (");
        }
    }

    @Test
    void whateverTheServerThrowsIsSaidInOneSentence() throws Exception {
        try (ChildNode node = spawn(Broken.class)) {
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.errors()).isEqualTo("Cannot start: No space left on device.\n");
        }
    }

    /** A server with nothing but daemon threads, like one of the real ones. */
    record Toy(DataDirectory data) implements RunningNode {

        static final String CLOSED = "closed";

        public static void main(String[] arguments) {
            NodeProcess.run(arguments, Toy::new);
        }

        @Override
        public String address() {
            return LoopbackPorts.HOST + ":4711";
        }

        @Override
        public void close() throws IOException {
            Files.createFile(data.resolve(CLOSED));
        }
    }

    static final class Slow {

        private Slow() {}

        public static void main(String[] arguments) {
            NodeProcess.run(arguments, data -> {
                Thread.currentThread().join();
                return new Toy(data);
            });
        }
    }

    static final class Broken {

        private Broken() {}

        public static void main(String[] arguments) {
            NodeProcess.run(arguments, data -> {
                throw new IllegalStateException("startup failed", new IOException("No space left on device"));
            });
        }
    }

    private ChildNode spawn(Class<?> main) throws IOException {
        return ChildNode.spawn(main, data());
    }

    private Path data() {
        return directory.resolve("data");
    }
}
