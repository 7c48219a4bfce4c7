package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.conversation.Window;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SlowReaderTest extends GatewayTest {

    private static final int MESSAGES = 400;
    private static final String LONG = "x".repeat(15_000);

    @Autowired
    MeterRegistry meters;

    @Autowired
    Connections connections;

    @Test
    void aReaderThatHasStoppedIsCutOffAndNobodyElseNotices() throws IOException {
        Client reader = live(ana, laptop);
        double tooSlow = closes();
        try (Socket stopped = liveAndStopped()) {
            await().until(() -> connections.size() >= 2);
            publish(created(ana));
            reader.find("event");
            for (int seq = 1; seq <= MESSAGES; seq++) {
                long version = publish(message(ana, seq, LONG));
                assertThat(reader.find("event").get("version").asLong()).isEqualTo(version);
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> closes() == tooSlow + 1);
            assertThat(stopped.isClosed()).isFalse();
        }
        reader.send("{\"type\":\"ping\"}");
        reader.find("pong");
    }

    private double closes() {
        var counter = meters.find("parley.push.closes").tag("code", "too_slow").counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void aReaderThatStopsWhileItCatchesUpIsCutOffForTakingNothing() throws IOException {
        publish(created(ana));
        belongs(ana, Window.from(0, 0));
        double tooSlow = closes();
        Client reader = live(ana, laptop);
        try (Socket stopped = shakeHands()) {
            for (int seq = 1; seq <= MESSAGES; seq++) {
                publish(message(ana, seq, LONG));
                reader.find("event");
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> closes() == tooSlow + 1);
            assertThat(stopped.isClosed()).isFalse();
        }
    }

    /** Live, so that events are pushed to it, and reads no byte more. */
    private Socket liveAndStopped() throws IOException {
        Socket socket = shakeHands();
        socket.getOutputStream().write(masked("{\"type\":\"resume\",\"heads\":{}}"));
        readPast("caughtUp", socket.getInputStream());
        return socket;
    }

    /** Open, and held back until the gateway lets events flow by itself. */
    private Socket shakeHands() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                                + "Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] head = socket.getInputStream().readNBytes(12);
        assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** A text frame of a client (RFC 6455), with a mask of zeros. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    private static void readPast(String word, InputStream in) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(word) < 0) {
            int next = in.read();
            assertThat(next).as("a byte before the end").isNotNegative();
            seen.append((char) next);
        }
    }
}
