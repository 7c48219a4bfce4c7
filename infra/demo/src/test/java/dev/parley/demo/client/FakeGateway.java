package dev.parley.demo.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The other end of one WebSocket: RFC 6455 as far as short messages need it. What it says is up to its {@link Script}. */
final class FakeGateway implements AutoCloseable {

    private static final int FINAL = 0x80;
    private static final int CONTINUED = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final Script script;

    /** Called for each text message. */
    interface Script {
        void heard(String text, Mouth mouth) throws IOException;
    }

    FakeGateway(Script script) throws IOException {
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.startVirtualThread(this::serve);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Mouth mouth = new Mouth(socket.getOutputStream());
            mouth.shakeHands(key(in));
            for (int kind = in.read(); kind >= 0 && (kind & 0xF) != CLOSE; kind = in.read()) {
                script.heard(payload(in), mouth);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String key(DataInputStream in) throws IOException {
        String key = "";
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.startsWith("Sec-WebSocket-Key: ")) {
                key = line.substring("Sec-WebSocket-Key: ".length());
            }
        }
        return key;
    }

    private static String readLine(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Clients mask what they say. */
    private static String payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes(length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static final class Mouth {

        private final OutputStream out;

        private Mouth(OutputStream out) {
            this.out = out;
        }

        private void shakeHands(String key) throws IOException {
            try {
                byte[] accept =
                        MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
                out.write("""
                        HTTP/1.1 101 Switching Protocols\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Protocol: parley.json.v1\r
                        Sec-WebSocket-Accept: %s\r
                        \r
                        """.formatted(Base64.getEncoder().encodeToString(accept))
                        .getBytes(StandardCharsets.US_ASCII));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** One message in as many fragments as there are parts. */
        void say(String... parts) throws IOException {
            for (int i = 0; i < parts.length; i++) {
                frame(
                        (i == parts.length - 1 ? FINAL : 0) | (i == 0 ? TEXT : CONTINUED),
                        parts[i].getBytes(StandardCharsets.UTF_8));
            }
        }

        void close(int code) throws IOException {
            frame(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        private void frame(int kind, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(4 + payload.length).put((byte) kind);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 126).putShort((short) payload.length);
            }
            frame.put(payload);
            out.write(frame.array(), 0, frame.position());
            out.flush();
        }
    }
}
