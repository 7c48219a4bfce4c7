package dev.parley.standalone.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;
import tools.jackson.databind.json.JsonMapper;

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
                HEARD.add(Heard.of(exchange));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        authServer.createContext("/oauth2/token", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                exchange.getResponseHeaders()
                        .add(
                                "Heard-Length",
                                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Length")));
                exchange.getResponseHeaders()
                        .add("Heard-Trace", exchange.getRequestHeaders().getFirst("traceparent"));
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(401, head ? -1 : body.length);
                exchange.getResponseBody().write(head ? new byte[0] : body);
            }
        });
        authServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        authServer.start();
        door = open("http://127.0.0.1:" + authServer.getAddress().getPort());
    }

    private static DisposableServer open(String behind) {
        PassingOn passingOn = new PassingOn(behind, JsonMapper.shared(), new SimpleMeterRegistry());
        return reactor.netty.http.server.HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> FrontDoor.route(routes, passingOn))
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
    void anAddressMayComeWithItsOrigin() throws Exception {
        send("http://chat.example.org/id/sign-in?a=b", "chat.example.org");

        assertThat(heard()).returns("/id/sign-in?a=b", Heard::target).returns("chat.example.org", Heard::host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/conversations",
                "/api/v1/me/favourites",
                "//oauth2/token",
                "http://chat.example.org",
                "*"
            })
    void whatIsSomebodyElsesDoesNotGoThroughHere(String target) throws Exception {
        assertThat(send(target, "chat.example.org")).startsWith("HTTP/1.1 404");
        assertThat(HEARD).isEmpty();
    }

    @Test
    void theAnswerIsTheirsWhateverItIs() throws Exception {
        String answer = exchange("POST /oauth2/token HTTP/1.1", "Content-Length: 4", "", "body");

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("\r\nSet-Cookie: a=1\r\n")
                .containsIgnoringCase("\r\nSet-Cookie: b=2\r\n")
                .containsIgnoringCase("\r\nContent-Length: 4\r\n")
                .endsWith("\r\n\r\nbody");
    }

    @Test
    void aBodyThatComesInPiecesGoesOnWhole() throws Exception {
        String answer = exchange(
                "POST /oauth2/token HTTP/1.1", "Transfer-Encoding: chunked", "", "4", "body", "2", "!!", "0", "", "");

        assertThat(answer).containsIgnoringCase("\r\nHeard-Length: 6\r\n").endsWith("\r\n\r\nbody!!");
    }

    @Test
    void whoeverAsksForTheHeadGetsNoBody() throws Exception {
        assertThat(exchange("HEAD /oauth2/token HTTP/1.1", "", ""))
                .startsWith("HTTP/1.1 401")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aTraceGoesOn() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        assertThat(exchange("GET /oauth2/token HTTP/1.1", "traceparent: 00-" + trace + "-b7ad6b7169203331-01", "", ""))
                .containsIgnoringCase("\r\nHeard-Trace: 00-" + trace + "-");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 2_000_000})
    void aBodyThatIsTooLargeIsRefused(int length) throws Exception {
        String answer = exchange("POST /oauth2/token HTTP/1.1", "Content-Length: " + length, "", "x".repeat(length));

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"code\":\"TOO_LARGE\"")
                .contains("64 KiB");
    }

    @Test
    void anAddressThatIsNoneIsRefused() throws Exception {
        assertThat(send("/id/sign-in?a=%zz", "chat.example.org")).startsWith("HTTP/1.1 400");
        assertThat(HEARD).isEmpty();
    }

    @Test
    void whenNobodyAnswersBehindTheDoorClientsAreToldToComeBack() throws Exception {
        int nobodys;
        try (ServerSocket free = new ServerSocket(0)) {
            nobodys = free.getLocalPort();
        }
        DisposableServer other = open("http://127.0.0.1:" + nobodys);
        try {
            assertThat(exchange(other, "GET /id/sign-in HTTP/1.1", "Host: a", "Connection: close", "", ""))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("\r\nRetry-After: ")
                    .containsIgnoringCase("\r\nTrace-Id: ")
                    .contains("\"code\":\"UNAVAILABLE\"");
        } finally {
            other.disposeNow();
        }
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
        return exchange(
                door,
                Stream.of(
                                Stream.of("GET " + target + " HTTP/1.1", "Host: " + host),
                                Stream.of(headers),
                                Stream.of("Connection: close", "", ""))
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
    }

    private static String exchange(String first, String... lines) throws IOException {
        return exchange(
                door,
                Stream.concat(Stream.of(first, "Host: a", "Connection: close"), Stream.of(lines))
                        .toArray(String[]::new));
    }

    private static String exchange(DisposableServer with, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), with.port())) {
            socket.getOutputStream().write(bytes(String.join("\r\n", lines)));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
