package dev.parley.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {

    @TempDir
    Path data;

    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        server = ControlServer.start(
                data,
                Map.of(
                        "where", call -> call.say("127.0.0.1:9"),
                        "fail",
                                call -> {
                                    throw new IllegalStateException("The disk is full.");
                                },
                        "copy", new Lending(data).of(copy -> Files.writeString(copy, "a copy"))));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whoKnowsTheSecretIsAnswered() throws Exception {
        try (ControlLine line = ControlLine.ask(data, "where")) {
            assertThat(line.next()).isEqualTo("127.0.0.1:9");
        }
    }

    @Test
    void theSecretIsForTheOwnersEyesAndGoneWithTheServer() throws Exception {
        Path file = data.resolve("control");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        server.close();

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void whoDoesNotKnowTheSecretLearnsNothing() throws Exception {
        int port = ControlFile.read(data).orElseThrow().port();
        for (String request : List.of("guess where", " where", "where", "guess", "", "a b c")) {
            assertThat(raw(port, request + "\n"))
                    .isEqualTo("error This is not the secret of the Parley that runs here.\n");
        }
        assertThat(raw(port, "x".repeat(100_000))).isEmpty();
    }

    @Test
    void aRequestThatFailsOrIsUnknownIsToldInASentence() throws Exception {
        assertThatThrownBy(() -> ask("fail")).isInstanceOf(ToolFailed.class).hasMessage("The disk is full.");
        assertThatThrownBy(() -> ask("dance"))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("knows no request \"dance\"");
    }

    @Test
    void aCopyIsLentUntilTheToolHangsUp() throws Exception {
        Path copy;
        try (ControlLine line = ControlLine.ask(data, "copy")) {
            copy = Path.of(line.next());
            assertThat(copy).hasContent("a copy").startsWith(data);
        }
        assertThat(copy.getParent()).doesNotExist();
    }

    @Test
    void copiesArePutAwayWhenTheServerStops() throws Exception {
        try (ControlLine line = ControlLine.ask(data, "copy")) {
            Path copy = Path.of(line.next());

            server.close();

            assertThat(copy).doesNotExist();
            assertThatThrownBy(line::next).isInstanceOf(ToolFailed.class);
        }
    }

    @Test
    void whatAKilledRunHadLentIsForgotten() throws Exception {
        Files.createDirectories(data.resolve("copies/copy1/copy"));

        new Lending(data).forgetFormerRun();

        assertThat(data.resolve("copies")).doesNotExist();
    }

    @Test
    void tooManyAtOnceAreSentAway() throws Exception {
        List<ControlLine> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                ControlLine line = ControlLine.ask(data, "copy");
                lines.add(line);
                line.next();
            }
            assertThatThrownBy(() -> ask("where"))
                    .isInstanceOf(ToolFailed.class)
                    .message()
                    .startsWith("The running Parley broke off");
        } finally {
            lines.forEach(ControlLine::close);
        }
    }

    @Test
    void nobodyThereIsToldInASentence() throws Exception {
        server.close();
        assertThatThrownBy(() -> ask("where")).isInstanceOf(ToolFailed.class).hasMessageContaining("in a moment");

        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ControlFile.withNewSecret(free).write(data); // as a killed Parley leaves it
        assertThatThrownBy(() -> ask("where")).isInstanceOf(ToolFailed.class).hasMessageContaining("in a moment");

        Files.writeString(data.resolve("control"), "port=\\u00zz nonsense");
        assertThatThrownBy(() -> ask("where")).isInstanceOf(ToolFailed.class).hasMessageContaining("in a moment");
    }

    private void ask(String request) throws ToolFailed {
        try (ControlLine line = ControlLine.ask(data, request)) {
            line.next();
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return ""; // hung up on while it talked
        }
    }
}
