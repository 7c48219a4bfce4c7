package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692 as it looks on the wire. */
class CompressionTest extends GatewayTest {

    private static final String BROWSERS_OFFER = "permessage-deflate; client_max_window_bits";

    @Test
    void whatIsLargeIsCompressedByItselfAndWhatIsSmallIsNot() throws IOException {
        try (Wire wire = new Wire(BROWSERS_OFFER)) {
            assertThat(wire.agreed)
                    .contains("permessage-deflate")
                    .contains("server_no_context_takeover")
                    .contains("client_no_context_takeover");
            assertThat(wire.next("welcome").compressed()).isFalse();
            wire.write("{\"type\":\"resume\",\"heads\":{}}", false);
            wire.next("caughtUp");
            publish(created(ana));
            publish(message(ana, 1, "small"));
            publish(message(ana, 2, "large ".repeat(2_000)));
            publish(message(ana, 3, "again ".repeat(2_000)));

            assertThat(wire.next("\"small\"").compressed()).isFalse();
            Message large = wire.next("large large");
            assertThat(large.compressed()).isTrue();
            assertThat(large.bytes()).isLessThan(2_000);
            assertThat(wire.next("again again").compressed()).isTrue();
        }
    }

    @Test
    void whatTheClientCompressesIsUnderstood() throws IOException {
        try (Wire wire = new Wire(BROWSERS_OFFER)) {
            wire.next("welcome");
            wire.write("{\"type\":\"ping\",\"id\":\"" + "one".repeat(10) + "\"}", true);
            assertThat(wire.next("pong").text()).contains("oneone");
            wire.write("{\"type\":\"ping\",\"id\":\"" + "two".repeat(10) + "\"}", true);
            assertThat(wire.next("pong").text()).contains("twotwo");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-webkit-deflate-frame",
                "permessage-deflate; client_max_window_bits=eight",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; made_up",
                ";;;,=,"
            })
    void withoutAnOfferThatCanBeReadNothingIsCompressed(String offer) throws IOException {
        try (Wire wire = new Wire(offer)) {
            assertThat(wire.agreed).isEmpty();
            wire.next("welcome");
            wire.write("{\"type\":\"ping\"}", false);
            assertThat(wire.next("pong").compressed()).isFalse();
        }
    }

    @Test
    void theFirstOfferThatWillDoIsTaken() throws IOException {
        try (Wire wire = new Wire("permessage-deflate; server_max_window_bits=10, permessage-deflate")) {
            assertThat(wire.agreed).contains("server_no_context_takeover");
        }
    }

    private record Message(String text, boolean compressed, int bytes) {}

    /** A connection of Ana's, byte for byte. */
    private final class Wire implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream in;
        private String agreed = "";

        private Wire(String offer) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Extensions: " + offer + "\r\n"
                                    + "Authorization: Bearer " + TestTokens.token(ana, phone) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(line()).startsWith("HTTP/1.1 101");
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "sec-websocket-extensions:", 0, 25)) {
                    agreed = header;
                }
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int letter = in.readUnsignedByte(); letter != '\n'; letter = in.readUnsignedByte()) {
                line.append((char) letter);
            }
            return line.toString().strip();
        }

        /** The next message that has this in it. */
        private Message next(String part) throws IOException {
            while (true) {
                int head = in.readUnsignedByte();
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                byte[] payload = in.readNBytes(Math.toIntExact(length));
                boolean compressed = (head & 0x40) != 0;
                String text = new String(compressed ? inflated(payload) : payload, StandardCharsets.UTF_8);
                if ((head & 0x0F) == 1 && text.contains(part)) {
                    return new Message(text, compressed, payload.length);
                }
            }
        }

        private void write(String text, boolean compressed) throws IOException {
            byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
            if (compressed) {
                payload = deflated(payload);
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(compressed ? 0xC1 : 0x81);
            frame.write(0x80 | payload.length);
            frame.writeBytes(new byte[4]);
            frame.writeBytes(payload);
            socket.getOutputStream().write(frame.toByteArray());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Each message by itself, without what a flush leaves at its end. */
    static byte[] deflated(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(plain);
            byte[] buffer = new byte[plain.length + 100];
            int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(buffer, length - 4);
        }
    }

    private static byte[] inflated(byte[] compressed) {
        try (Inflater inflater = new Inflater(true)) {
            byte[] whole = Arrays.copyOf(compressed, compressed.length + 4);
            whole[compressed.length + 2] = (byte) 0xFF;
            whole[compressed.length + 3] = (byte) 0xFF;
            inflater.setInput(whole);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            byte[] buffer = new byte[4_096];
            for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
                plain.write(buffer, 0, length);
            }
            return plain.toByteArray();
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }
}
