package dev.parley.edge.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** How many connections one address gets. */
class ConnectionLimitTest {

    private static final int LIMIT = 3;
    private static final String NO = "{\"code\":\"RETRY_LATER\"}";

    private final Deque<Socket> open = new ArrayDeque<>();
    private DisposableServer door;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        if (door != null) {
            door.disposeNow();
        }
    }

    @Test
    void oneTooManyIsToldSoAndGetsInWhenAnotherLeaves() throws IOException {
        open(List.of());
        for (int number = 0; number < LIMIT; number++) {
            assertThat(answer(connect())).startsWith("HTTP/1.1 200");
        }

        assertThat(answer(connect()))
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("retry-after: 5")
                .containsIgnoringCase("application/problem+json")
                .endsWith(NO);

        open.removeFirst().close();
        await().until(() -> answer(connect()).startsWith("HTTP/1.1 200"));
    }

    @Test
    void whoAsksForNothingDoesNotStay() throws IOException {
        open(List.of());
        for (int number = 0; number < LIMIT; number++) {
            answer(connect()); // so that these were counted before the next one
        }

        assertThat(connect().getInputStream().read()).isNegative();
    }

    @Test
    void farTooManyAreClosedAtOnce() throws IOException {
        open(List.of());
        for (int number = 0; number < LIMIT; number++) {
            answer(connect());
        }
        for (int number = 0; number < LIMIT; number++) {
            connect();
        }

        await().until(() -> connect().getInputStream().read() < 0);
    }

    @Test
    void aTrustedNetworkMayHaveAnyNumber() throws IOException {
        open(List.of("10.0.0.0/8", "127.0.0.0/8"));
        for (int number = 0; number < 4 * LIMIT; number++) {
            assertThat(answer(connect())).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aTrustedAddressIsOneThatCanBeRead() {
        assertThatThrownBy(() -> open(List.of("10.0.0.0/8/1")))
                .hasMessage(
                        "parley.line.trusted-addresses: \"10.0.0.0/8/1\" is neither an address nor a network such as"
                                + " 10.0.0.0/8 or 2001:db8::/32.");
        assertThatThrownBy(() -> open(List.of("proxy.example.org"))).hasMessageContaining("proxy.example.org");
        assertThatThrownBy(() -> open(List.of("10.0.0.0/99"))).hasMessageContaining("10.0.0.0/99");
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        ConnectionsByAddress open = new ConnectionsByAddress();

        assertThat(open.enter(InetAddress.ofLiteral("2001:db8:1:2::1"))).isEqualTo(1);
        assertThat(open.enter(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isEqualTo(2);
        assertThat(open.enter(InetAddress.ofLiteral("2001:db8:1:3::1"))).isEqualTo(1);
        assertThat(open.enter(InetAddress.ofLiteral("192.0.2.1"))).isEqualTo(1);
        assertThat(open.enter(InetAddress.ofLiteral("192.0.2.2"))).isEqualTo(1);
    }

    private void open(List<String> trusted) {
        ConnectionLimit limit = new ConnectionLimit(
                new LineSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), LIMIT, trusted),
                NO.getBytes(StandardCharsets.UTF_8));
        door = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnChannelInit((observer, channel, remote) -> limit.count(channel))
                .handle((request, response) -> response.sendString(Mono.just("welcome")))
                .bindNow();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(30_000);
        open.addLast(socket);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().endsWith(NO) && !heard.toString().contains("welcome")) {
            int letter = socket.getInputStream().read();
            if (letter < 0) {
                return heard.toString();
            }
            heard.append((char) letter);
        }
        return heard.toString();
    }
}
