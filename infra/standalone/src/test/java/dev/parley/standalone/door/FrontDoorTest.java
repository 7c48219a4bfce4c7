package dev.parley.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.edge.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;

/** What the authorization server hears of a request that came through the door, byte by byte, as no well-behaved client would send it. */
class FrontDoorTest {

    private static final BlockingQueue<Heard> HEARD = new LinkedBlockingQueue<>();

    /** More than the door has connections to the server behind it, and than may wait for one. */
    private static final int MANY = 1_600;

    private static HttpServer authServer;
    private static DisposableServer door;

    private record Heard(String target, String host, String port, String from, String forwarded) {

        static Heard of(HttpExchange exchange) {
            var headers = exchange.getRequestHeaders();
            return new Heard(
                    exchange.getRequestURI().toString(),
                    headers.getFirst("X-Forwarded-Host"),
                    headers.getFirst("X-Forwarded-Port"),
                    headers.getFirst("X-Forwarded-For"),
                    headers.getFirst("Forwarded"));
        }
    }

    @BeforeAll
    static void open() throws IOException {
        authServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authServer.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                HEARD.add(Heard.of(exchange));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        authServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        authServer.start();
        var routes = new FrontDoor()
                .authServerPaths("http://127.0.0.1:" + authServer.getAddress().getPort());
        door = reactor.netty.http.server.HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(
                        WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes))
                                .filter(new Trace())
                                .build()))
                .bindNow();
    }

    @AfterAll
    static void close() {
        door.disposeNow();
        authServer.stop(0);
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/id/sign-in?state=[a], /id/sign-in?state=[a]",
        "/id/sign-in?name=\u00e9, /id/sign-in?name=%C3%A9",
        "/id/\u00e9, /id/%C3%A9",
        "/id/sign-in?a=%20&b=%2F%3F, /id/sign-in?a=%20&b=%2F%3F",
        "/id/sign-in?, /id/sign-in?"
    })
    void anAddressGoesOnAsItCame(String sent, String heard) throws Exception {
        assertThat(send(sent, "chat.example.org")).startsWith("HTTP/1.1 204");
        assertThat(heard().target()).isEqualTo(heard);
    }

    @Test
    void aHostWithoutAPortIsAtTheUsualOne() throws Exception {
        send("/id/sign-in", "chat.example.org");

        assertThat(heard()).returns("chat.example.org", Heard::host).returns("80", Heard::port);
    }

    @Test
    void whatClientsSayOfWhereTheyComeFromIsNotBelieved() throws Exception {
        send(
                "/id/sign-in",
                "chat.example.org:8080",
                "X-Forwarded-For: 192.0.2.1",
                "X-Forwarded-Host: evil.example.org",
                "X-Forwarded-Port: 1",
                "Forwarded: for=192.0.2.1;host=evil.example.org");

        assertThat(heard()).isEqualTo(new Heard("/id/sign-in", "chat.example.org", "8080", "127.0.0.1", null));
    }

    @Test
    void howeverManySendHalfABodyTheOthersAreAnswered() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int number = 0; number < MANY; number++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(bytes("POST /oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"));
            }

            assertThat(send("/id/sign-in", "chat.example.org")).startsWith("HTTP/1.1 204");
            assertThat(HEARD).hasSize(1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Heard heard() throws InterruptedException {
        Heard heard = HEARD.poll(10, TimeUnit.SECONDS);
        assertThat(heard).as("what the authorization server hears").isNotNull();
        return heard;
    }

    private static String send(String target, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
            socket.getOutputStream().write(bytes(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
