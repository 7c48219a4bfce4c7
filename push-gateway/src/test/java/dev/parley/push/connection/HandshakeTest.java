package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.session.DeviceId;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** Who is let in at all. */
@TestPropertySource(
        properties = {
            "parley.cors.allowed-origins=https://app.example.org",
            "parley.push.connection.max-per-address=2",
            "parley.push.connection.frames-at-once=50",
            "parley.push.connection.frames-per-second=1",
            "server.forward-headers-strategy=framework"
        })
class HandshakeTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:PORT,101",
        "https://LOCALHOST:PORT,101",
        "https://app.example.org,101",
        "https://app.example.org.evil.example,403",
        "https://evil.example,403",
        "http://localhost:1,403",
        "null,403",
        "localhost:PORT,403"
    })
    void aPageOfAnotherOriginConnectsOnlyWhenItIsAllowed(String origin, int status) throws IOException {
        try (Socket socket = handshake("Origin: " + origin.replace("PORT", String.valueOf(port)))) {
            assertThat(status(socket)).isEqualTo(status);
        }
    }

    @Test
    void anAddressHasNoMoreConnectionsThanItMay() throws IOException {
        String somewhere = "X-Forwarded-For: 203.0.113.7";
        try (Socket first = handshake(somewhere);
                Socket second = handshake(somewhere)) {
            assertThat(status(first)).isEqualTo(101);
            assertThat(status(second)).isEqualTo(101);
            try (Socket third = handshake(somewhere)) {
                assertThat(status(third)).isEqualTo(429);
            }
            try (Socket elsewhere = handshake("X-Forwarded-For: 203.0.113.8")) {
                assertThat(status(elsewhere)).isEqualTo(101);
            }
        }
        org.awaitility.Awaitility.await().until(() -> {
            try (Socket again = handshake(somewhere)) {
                return status(again) == 101;
            }
        });
    }

    @Test
    void anAddressOfANetworkCountsForAllOfIt() throws IOException {
        try (Socket first = handshake("X-Forwarded-For: 2001:db8:1:2::1");
                Socket second = handshake("X-Forwarded-For: 2001:db8:1:2::2")) {
            assertThat(status(first)).isEqualTo(101);
            assertThat(status(second)).isEqualTo(101);
            try (Socket third = handshake("X-Forwarded-For: 2001:db8:1:2::3");
                    Socket elsewhere = handshake("X-Forwarded-For: 2001:db8:1:3::1")) {
                assertThat(status(third)).isEqualTo(429);
                assertThat(status(elsewhere)).isEqualTo(101);
            }
        }
    }

    @Test
    void whoTalksTooMuchIsToldSoAndClosed() {
        Client client = connect(ana, phone);
        client.take("welcome");
        for (int frame = 0; frame < 60 && client.isOpen(); frame++) {
            client.sendWhatItTakes("{\"type\":\"ping\"}");
        }
        assertThat(client.find("error").get("code").asString()).isEqualTo("RETRY_LATER");
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void theSixthDeviceIsOneTooMany() {
        List<Client> five = new ArrayList<>();
        for (int device = 0; device < 5; device++) {
            Client client = connect(ana, new DeviceId(UUID.randomUUID()));
            client.take("welcome");
            five.add(client);
        }
        Client sixth = connect(ana, laptop);
        assertThat(sixth.take("error").get("code").asString()).isEqualTo("TOO_MANY_DEVICES");
        assertThat(sixth.closeCode()).isEqualTo(4429);
        five.forEach(client -> assertThat(client.isOpen()).isTrue());
        connect(ben, phone).take("welcome");
    }

    private Socket handshake(String header) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: localhost:" + port
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                                + header
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(12);
        return Integer.parseInt(new String(head, 9, 3, StandardCharsets.US_ASCII));
    }
}
