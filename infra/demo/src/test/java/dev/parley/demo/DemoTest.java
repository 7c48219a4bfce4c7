package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void whereNobodyAnswersItSaysHowToStart() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(run("--url", "http://127.0.0.1:" + free)).isEqualTo(1);
        assertThat(text()).contains("run ./parley start").doesNotContain("Exception");
    }

    @Test
    void aWrongAddressIsToldInOneSentence() {
        assertThat(run("--url", "parley")).isEqualTo(2);
        assertThat(text())
                .isEqualToIgnoringNewLines("parley is not a web address; it should look like http://127.0.0.1:8080.");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheUsage() {
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(text()).startsWith("Usage:");
    }

    private int run(String... args) {
        return Demo.run(new PrintStream(printed, true, StandardCharsets.UTF_8), args);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
