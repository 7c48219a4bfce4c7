package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackPortsTest {

    @TempDir
    Path path;

    private DataDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = DataDirectory.open(path);
    }

    @AfterEach
    void close() throws Exception {
        directory.close();
    }

    @Test
    void purposesHaveDifferentPorts() throws Exception {
        LoopbackPorts ports = LoopbackPorts.of(directory, "clients", "peers");

        assertThat(ports.port("clients")).isNotEqualTo(ports.port("peers"));
    }

    @Test
    void portsAreTheSameAfterARestart() throws Exception {
        int before = LoopbackPorts.of(directory, "clients").port("clients");

        assertThat(LoopbackPorts.of(directory, "clients").port("clients")).isEqualTo(before);
    }

    @Test
    void aPortThatHasBeenTakenIsReplacedAndTheOthersStay() throws Exception {
        LoopbackPorts before = LoopbackPorts.of(directory, "clients", "peers");

        try (ServerSocket other =
                new ServerSocket(before.port("clients"), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            LoopbackPorts after = LoopbackPorts.of(directory, "clients", "peers");

            assertThat(after.port("clients")).isNotEqualTo(other.getLocalPort());
            assertThat(after.port("peers")).isEqualTo(before.port("peers"));
        }
    }

    @Test
    void whatIsNoPortIsReplaced() throws Exception {
        Files.writeString(path.resolve("ports.properties"), "clients=80808\npeers=none\n");

        LoopbackPorts ports = LoopbackPorts.of(directory, "clients", "peers");

        assertThat(ports.port("clients")).isBetween(20_000, 32_767);
        assertThat(ports.port("peers")).isBetween(20_000, 32_767);
    }

    @Test
    void aPurposeNobodyNamedHasNoPort() throws Exception {
        LoopbackPorts ports = LoopbackPorts.of(directory, "clients");

        assertThatThrownBy(() -> ports.port("peers")).hasMessage("no port was chosen for peers, only for [clients]");
    }
}
