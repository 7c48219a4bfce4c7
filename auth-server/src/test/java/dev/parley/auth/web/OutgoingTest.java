package dev.parley.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of addresses that strangers name. */
class OutgoingTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer stranger;

    @BeforeEach
    void open() throws IOException {
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/never-ends", this::answerForEver);
        stranger.createContext("/elsewhere", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", address("/secret").toString());
                exchange.sendResponseHeaders(302, -1);
            }
        });
        stranger.createContext("/large", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[65 * 1024]);
            }
        });
        stranger.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        stranger.stop(0);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAnswerThatNeverEndsIsGivenUp() {
        assertThatThrownBy(() -> new Outgoing(true).get(address("/never-ends")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("takes longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/elsewhere", "/large"})
    void nobodyIsFollowedElsewhereNorReadToTheEndOfALargeAnswer(String path) {
        assertThatThrownBy(() -> new Outgoing(true).get(address(path))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/latest/meta-data"
            })
    void onlyPublicAddressesAreCalledAndOnlyBehindTls(String address) {
        assertThatThrownBy(() -> new Outgoing(false).get(URI.create(address))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.53",
                "169.254.169.254",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsKnown(String address) {
        assertThat(Outgoing.isPrivate(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1"})
    void whatIsPublicToo(String address) {
        assertThat(Outgoing.isPrivate(InetAddress.ofLiteral(address))).isFalse();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + stranger.getAddress().getPort() + path);
    }

    private void answerForEver(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
