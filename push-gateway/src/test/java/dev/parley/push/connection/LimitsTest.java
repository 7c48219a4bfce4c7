package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.session.DeviceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"parley.push.connection.heartbeat=400ms", "parley.push.connection.max=4"})
class LimitsTest extends GatewayTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void oneConnectionTooManyIsToldSo() {
        List<Client> taken = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Client client = connect(ana, new DeviceId(UUID.randomUUID()));
            client.take("welcome");
            taken.add(client);
        }
        assertThat(connect(ben, phone).closeCode()).isEqualTo(4429);
        taken.forEach(Client::close);
    }

    @Test
    void whoAnswersPingsStaysAndIsToldTheHeads() {
        Client client = live(ana, phone);
        for (int beat = 0; beat < 5; beat++) {
            assertThat(client.find("heads").get("count").asInt()).isZero();
        }
        client.send("{\"type\":\"ping\"}");
        client.find("pong");
        client.close();
    }

    @Test
    void whoIsSilentForThreeHeartbeatsIsClosed() throws IOException {
        try (Socket silent = new Socket("localhost", port)) {
            silent.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = silent.getInputStream();
            in.transferTo(OutputStream.nullOutputStream()); // until the server hangs up
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        meters.find("parley.push.closes").tag("code", "silent").counter() != null);
    }
}
