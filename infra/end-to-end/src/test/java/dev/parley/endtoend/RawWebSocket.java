package dev.parley.endtoend;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Just enough of RFC 6455 to misbehave in ways that a proper client does not allow. */
final class RawWebSocket implements AutoCloseable {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_CLOSE = 0x88;
    private static final int MASKED_64_BIT_LENGTH = 0xFF;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawWebSocket open(URI address, String accessToken) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(10_000);
        RawWebSocket raw = new RawWebSocket(socket);
        raw.shakeHands(address, accessToken);
        return raw;
    }

    private void shakeHands(URI address, String accessToken) throws IOException {
        out.write("""
                GET /ws HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: %s\r
                Sec-WebSocket-Protocol: parley.json.v1\r
                Authorization: Bearer %s\r
                \r
                """.formatted(address.getAuthority(), Base64.getEncoder().encodeToString(new byte[16]), accessToken)
                .getBytes(StandardCharsets.US_ASCII));
        String status = readLine();
        if (!status.contains(" 101 ")) {
            throw new IOException("No WebSocket: " + status);
        }
        while (!readLine().isEmpty()) {
            // the other headers
        }
    }

    /** Begins one unfragmented text frame of {@code length} bytes and sends the first {@code sent} of them. */
    void text(long length, int sent) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + sent);
        frame.put((byte) FINAL_TEXT).put((byte) MASKED_64_BIT_LENGTH).putLong(length);
        frame.putInt(0); // the mask; zero leaves the payload as it is
        while (frame.hasRemaining()) {
            frame.put((byte) 'a');
        }
        out.write(frame.array());
        out.flush();
    }

    /** Reads over other frames until the server closes. */
    int awaitCloseCode() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = in.readNBytes(length);
            if (kind == FINAL_CLOSE) {
                return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            }
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
