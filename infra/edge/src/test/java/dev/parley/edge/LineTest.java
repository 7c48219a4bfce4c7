package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

/** What a door does with requests as no well-behaved client sends them, byte by byte. */
class LineTest {

    private static ConfigurableApplicationContext door;
    private static int port;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EdgeConfiguration.class, Door.class})
    static class DoorApplication {

        @Bean
        @Order(1)
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(all -> all.anyExchange().permitAll())
                    .build();
        }

        @Bean
        HandlerMapping echo() {
            WebSocketHandler echo = session ->
                    session.send(session.receive().map(message -> session.textMessage(message.getPayloadAsText())));
            return new SimpleUrlHandlerMapping(Map.of("/ws", echo), -1);
        }
    }

    @RestController
    static class Door {

        @GetMapping("/say")
        String say(@RequestParam String q) {
            return "<" + q + ">";
        }

        @PostMapping("/say")
        String hear(@RequestBody String body) {
            return "<" + body + ">";
        }
    }

    @BeforeAll
    static void open() {
        door = new SpringApplicationBuilder(DoorApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("topic", new SessionsTopic()))
                .run("--server.port=0", "--parley.line.headers-within=1s", "--parley.line.body-within=1s");
        port = Integer.parseInt(door.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "[x]",
                "{x}",
                "a|b^c`d",
                "\"<x>\"",
                "100%",
                "%zz",
                "a\\b",
                "%5Bx%5D=[x]",
            })
    void anAddressIsReadAsItsSenderMeantIt(String sent) throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /say?q=" + sent + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(everything(socket))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("<" + sent.replace("%5Bx%5D", "[x]") + ">");
        }
    }

    @Test
    void headersThatDoNotEndAreCutHoweverOftenAByteComes() throws IOException {
        try (Socket socket = connect()) {
            assertThat(drip(socket, "GET /say?q=1 HTTP/1.1\r\nHost: a\r\nX: "))
                    .startsWith("HTTP/1.1 400")
                    .contains("MALFORMED", "The headers were not whole after 1 s.");
        }
    }

    @Test
    void thoseOfALaterRequestToo() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET /say?q=1 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(upTo(socket, "<1>")).startsWith("HTTP/1.1 200");

            assertThat(drip(socket, "GET /say?q=2 HTTP/1.1\r\nHost: a\r\nX: "))
                    .startsWith("HTTP/1.1 400")
                    .contains("MALFORMED");
        }
    }

    @Test
    void aBodyThatDoesNotEndIsRefused() throws IOException {
        try (Socket socket = connect()) {
            assertThat(drip(socket, "POST /say HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("MALFORMED", "The body was not whole after 1 s.");
        }
    }

    @Test
    void aConnectionThatBecameAWebSocketMayTakeItsTime() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    head(
                            "GET /ws HTTP/1.1",
                            "Host: a",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            assertThat(upTo(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101");
            socket.getOutputStream().write(frame("one"));
            assertThat(upTo(socket, "one")).endsWith("one");

            try (Socket slower = connect()) {
                drip(slower, "GET /say?q=1 HTTP/1.1\r\nX: ");
            }

            socket.getOutputStream().write(frame("two"));
            assertThat(upTo(socket, "two")).endsWith("two");
        }
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(100);
        return socket;
    }

    /** Sends a byte now and then until an answer has come and the other side has closed. */
    private static String drip(Socket socket, String beginning) throws IOException {
        write(socket, beginning);
        socket.setSoTimeout(100);
        StringBuilder answer = new StringBuilder();
        while (true) {
            try {
                int letter = socket.getInputStream().read();
                if (letter < 0) {
                    return answer.toString();
                }
                answer.append((char) letter);
            } catch (java.net.SocketTimeoutException e) {
                write(socket, "x");
            } catch (SocketException reset) {
                return answer.toString();
            }
        }
    }

    private static String everything(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String upTo(Socket socket, String end) throws IOException {
        socket.setSoTimeout(30_000);
        StringBuilder heard = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (heard.indexOf(end) < 0) {
            int letter = in.read();
            assertThat(letter).as("after " + heard).isNotNegative();
            heard.append((char) letter);
        }
        return heard.toString();
    }

    private static byte[] frame(String text) {
        byte[] frame = new byte[6 + text.length()];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length()); // masked, by zeros
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, 6, text.length());
        return frame;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
