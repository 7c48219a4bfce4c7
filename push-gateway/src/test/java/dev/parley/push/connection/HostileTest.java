package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.api.people.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever one connection does, the others do not notice, and the log has no error in it. */
class HostileTest extends GatewayTest {

    private static final long SEED = 20_26;
    private static final List<Supplier<JsonNode>> WRONG = List.of(
            () -> JsonMapper.shared().nullNode(),
            () -> JsonMapper.shared().readTree("7"),
            () -> JsonMapper.shared().readTree("-1"),
            () -> JsonMapper.shared().readTree("1e400"),
            () -> JsonMapper.shared().readTree("99999999999999999999"),
            () -> JsonMapper.shared().readTree("true"),
            () -> JsonMapper.shared().readTree("\"\""),
            () -> JsonMapper.shared().readTree("\"\\u0000\\ud800\""),
            () -> JsonMapper.shared().readTree("\"" + "x".repeat(100_000) + "\""),
            () -> JsonMapper.shared().readTree("[]"),
            () -> JsonMapper.shared().readTree("[null,[[]],{\"a\":1}]"),
            () -> JsonMapper.shared().readTree("{}"),
            () -> JsonMapper.shared().readTree("{\"type\":\"text\"}"));

    private final ListAppender<ILoggingEvent> errors = new ListAppender<>();

    @Autowired
    Connections connections;

    private Client bystander;

    @BeforeEach
    void somebodyElseIsThere() {
        errors.start();
        root().addAppender(errors);
        bystander = live(ben, laptop);
        commands.answer = command -> {
            throw new dev.parley.api.CommandRefused(dev.parley.api.Reason.NOT_FOUND, "There is nothing here.");
        };
    }

    @AfterEach
    void nobodyNoticed() {
        publish(created(ben));
        assertThat(bystander.find("event").get("conversation").asString()).isEqualTo(group.toString());
        root().detachAppender(errors);
        assertThat(errors.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                        .map(ILoggingEvent::getFormattedMessage))
                .isEmpty();
        bystander.close();
        await().until(() -> connections.size() <= 1);
    }

    @Test
    void randomBytesBehindTheHandshake() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            try (Socket socket = shakeHands("")) {
                byte[] noise = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(noise);
                writeWhatItTakes(socket, noise);
            }
        }
    }

    @Test
    void randomTextsAndMessages() {
        Random random = new Random(SEED);
        Client client = known();
        for (int round = 0; round < 300; round++) {
            if (!client.isOpen()) {
                client = known();
            }
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);
            if (round % 2 == 0) {
                client.sendWhatItTakes(new String(noise, StandardCharsets.ISO_8859_1));
            } else {
                client.sendBytesWhatItTakes(noise);
            }
        }
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth", "resume", "send", "read", "delivered", "typing", "watch", "status", "ping", "welcome"})
    void everyFieldMissingOrWrong(String type) throws IOException {
        JsonNode good = type.equals("welcome")
                ? json.readTree("{\"type\":\"welcome\",\"id\":\"x\"}")
                : json.readTree(HostileTest.class
                        .getResourceAsStream("/frames/client/" + type + ".json")
                        .readAllBytes());
        Client client = known();
        for (String field : good.propertyNames()) {
            ObjectNode without = (ObjectNode) good.deepCopy();
            without.remove(field);
            client = said(client, without);
            for (Supplier<JsonNode> wrong : WRONG) {
                ObjectNode changed = (ObjectNode) good.deepCopy();
                changed.set(field, wrong.get());
                client = said(client, changed);
            }
        }
        client.close();
    }

    @Test
    void piecesWithoutEnd() throws IOException {
        try (Socket socket = shakeHands("Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n")) {
            OutputStream out = socket.getOutputStream();
            out.write(frame(0x01, "{\"type\":"));
            byte[] piece = frame(0x00, "\"" + "x".repeat(100));
            int sent = 0;
            try {
                for (; sent < 100_000; sent++) {
                    out.write(piece);
                }
            } catch (IOException cutOff) {
                // as it should be
            }
            assertThat(sent).isLessThan(100_000);
        }
    }

    @Test
    void piecesWithNothingInThem() throws IOException {
        try (Socket socket = shakeHands("Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n")) {
            byte[] nothing = frame(0x00, "");
            writeWhatItTakes(socket, frame(0x01, ""));
            for (int piece = 0; piece < 20_000; piece++) {
                writeWhatItTakes(socket, nothing);
            }
        }
    }

    @Test
    void halfAFrameAndThenSilence() throws IOException {
        for (int round = 0; round < 50; round++) {
            Socket socket = shakeHands("Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n");
            byte[] whole = frame(0x81, "{\"type\":\"ping\"}");
            socket.getOutputStream().write(whole, 0, 1 + round % (whole.length - 1));
            socket.close();
        }
    }

    /** Malformed like any other nonsense; three in a row are the end. */
    @Test
    void compressedFramesThatWereNotAgreedTo() throws IOException {
        try (Socket socket = shakeHands("Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n")) {
            for (int round = 0; round < 3; round++) {
                writeWhatItTakes(socket, frame(0xC1, "x".repeat(100)));
            }
            readToTheEnd(socket);
        }
    }

    @Test
    void compressedNonsense() throws IOException {
        try (Socket socket = shakeHandsOnCompression()) {
            writeWhatItTakes(socket, frame(0xC1, "x".repeat(100)));
            readToTheEnd(socket);
        }
    }

    /** 100 MB of nothing fit into 100 KB; what becomes more than a frame may have is not unpacked to its end. */
    @Test
    void aCompressionBomb() throws IOException {
        byte[] bomb = CompressionTest.deflated(new byte[100_000_000]);
        for (int round = 0; round < 20; round++) {
            try (Socket socket = shakeHandsOnCompression()) {
                writeWhatItTakes(socket, longFrame(0xC1, bomb));
                readToTheEnd(socket);
            }
        }
    }

    @Test
    void aCompressionBombInPieces() throws IOException {
        byte[] bomb = CompressionTest.deflated(new byte[100_000_000]);
        try (Socket socket = shakeHandsOnCompression()) {
            for (int from = 0; from < bomb.length; from += 10_000) {
                byte[] piece = Arrays.copyOfRange(bomb, from, Math.min(bomb.length, from + 10_000));
                writeWhatItTakes(socket, longFrame(from == 0 ? 0x41 : 0x00, piece));
            }
            readToTheEnd(socket);
        }
    }

    private Socket shakeHandsOnCompression() throws IOException {
        return shakeHands("Sec-WebSocket-Extensions: permessage-deflate\r\nAuthorization: Bearer "
                + TestTokens.token(ana, phone) + "\r\n");
    }

    /** See {@link #frame}; of up to some 2 GB. */
    private static byte[] longFrame(int head, byte[] payload) {
        return ByteBuffer.allocate(14 + payload.length)
                .put((byte) head)
                .put((byte) 0xFF)
                .putLong(payload.length)
                .putInt(0)
                .put(payload)
                .array();
    }

    @Test
    void aResumeOfAHundredThousandMadeUpConversations() {
        String heads = IntStream.range(0, 5_000)
                .mapToObj(number -> "\"" + UUID.randomUUID() + "\":" + number)
                .collect(Collectors.joining(","));
        Client client = known();
        for (int round = 0; round < 20; round++) {
            client.send("{\"type\":\"resume\",\"id\":\"r" + round + "\",\"heads\":{" + heads + "}}");
        }
        for (int round = 0; round < 20; round++) {
            assertThat(client.find("caughtUp").get("id").asString()).isEqualTo("r" + round);
        }
        client.send("{\"type\":\"resume\",\"heads\":{" + (heads + ",").repeat(3) + heads + "}}");
        assertThat(client.closeCode()).isEqualTo(4413);
    }

    @Test
    void watchingEverybodyAgainAndAgain() {
        Client client = known();
        for (int round = 0; round < 50; round++) {
            String everybody = Stream.generate(() -> "\"" + new UserId(UUID.randomUUID()) + "\"")
                    .limit(200)
                    .collect(Collectors.joining(","));
            client.send("{\"type\":\"watch\",\"users\":[" + everybody + "]}");
        }
        client.send("{\"type\":\"ping\",\"id\":\"through\"}");
        assertThat(client.find("pong").get("id").asString()).isEqualTo("through");
        client.close();
    }

    @Test
    void aFloodOfTokens() {
        Client client = known();
        for (int round = 0; round < 500; round++) {
            client.send("{\"type\":\"auth\",\"id\":\"a\",\"token\":\"nonsense" + round + "\"}");
        }
        for (int round = 0; round < 500; round++) {
            assertThat(client.find("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        }
        client.close();
        for (int round = 0; round < 100; round++) {
            Client.connect(port, "nonsense" + round);
        }
    }

    /** A connection of Ana's that is in. */
    private Client known() {
        Client client = connect(ana, phone);
        client.take("welcome");
        return client;
    }

    /** Has it answered, by whatever; a new one when that was the end. */
    private Client said(Client to, JsonNode frame) {
        Client client = to.isOpen() ? to : known();
        client.sendWhatItTakes(frame.toString());
        client.sendWhatItTakes("{\"type\":\"ping\",\"id\":\"after\"}");
        await().until(() -> !client.isOpen() || client.has("pong"));
        client.forget();
        return client;
    }

    private Socket shakeHands(String headers) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** A client's frame (RFC 6455) with a mask of zeros; {@code head} is its first byte. */
    private static byte[] frame(int head, String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) head;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    private static void writeWhatItTakes(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException hungUp) {
            // the server may hang up on it at any time
        }
    }

    private static void readToTheEnd(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new AssertionError("The server keeps a connection open that broke the protocol", stillOpen);
        } catch (IOException reset) {
            // an end as well
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
