package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.push.frame.Contract;
import dev.parley.push.frame.ProtoJson;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that keeps every frame, to be asked for in order. */
final class Client implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(2);

    private final StringBuilder partial = new StringBuilder();
    private final ByteArrayOutputStream partialBytes = new ByteArrayOutputStream();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<JsonNode> frames = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;
    private int next;

    static Client connect(int port, @Nullable String token, String... protocols) {
        Client client = new Client();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (protocols.length > 0) {
            String[] others = new String[protocols.length - 1];
            System.arraycopy(protocols, 1, others, 0, others.length);
            builder.subprotocols(protocols[0], others);
        }
        client.socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/ws"), client)
                .join();
        return client;
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    Client send(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    /** Does not mind when the other side hangs up in the middle of it. */
    void sendWhatItTakes(String frame) {
        socket.sendText(frame, true).exceptionally(hungUp -> socket).join();
    }

    void sendBytesWhatItTakes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .exceptionally(hungUp -> socket)
                .join();
    }

    /** Whether a frame of this type came that was not taken yet. */
    boolean has(String type) {
        synchronized (frames) {
            return frames.stream()
                    .skip(next)
                    .anyMatch(frame -> frame.path("type").asString().equals(type));
        }
    }

    /** Leaves aside what came until now. */
    void forget() {
        next = frames.size();
    }

    void sendInPieces(String piece, int times) {
        for (int time = 1; time <= times; time++) {
            socket.sendText(piece, time == times).join();
        }
    }

    /** The same frame, said in protobuf. */
    Client sendProtobuf(String frame) {
        sendBytes(ProtoJson.write(JsonMapper.shared().readTree(frame)).toByteArray());
        return this;
    }

    void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next frame, whatever it is. */
    JsonNode take() {
        if (frames.size() <= next) {
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> frames.size() > next || closed.isDone());
        }
        assertThat(frames.size()).as("Frames before the close %s", closed).isGreaterThan(next);
        assertThat(violations).isEmpty();
        return frames.get(next++);
    }

    /** The next frame, which has to be of this type. */
    JsonNode take(String type) {
        JsonNode frame = take();
        assertThat(frame.path("type").asString()).as("%s", frame).isEqualTo(type);
        return frame;
    }

    /** The next frame of this type; others before it are left aside. */
    JsonNode find(String type) {
        JsonNode frame = take();
        while (!frame.path("type").asString().equals(type)) {
            frame = take();
        }
        return frame;
    }

    int closeCode() {
        await().atMost(PATIENCE).pollInterval(POLL).until(closed::isDone);
        return closed.join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    void close() {
        socket.sendClose(1000, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = JsonMapper.shared().readTree(partial.toString());
            if (message.isArray()) {
                message.forEach(this::take);
            } else {
                take(message);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** Whatever comes, in any test, is what the published document says. */
    private void take(JsonNode frame) {
        violations.addAll(Contract.violations("server", frame));
        frames.add(frame);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        partialBytes.writeBytes(piece);
        if (last) {
            ProtoJson.read(partialBytes.toByteArray()).forEach(this::take);
            partialBytes.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }
}
