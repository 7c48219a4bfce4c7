package dev.parley.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One WebSocket. What comes in is told in its order, and the next is read once that was dealt with. */
final class Wire implements WebSocket.Listener {

    /** RFC 6455: gone without a closing handshake. */
    static final int BROKEN = 1006;

    /** What happens on it. Called on threads of the HTTP client. */
    interface Ear {
        void heard(Wire wire, JsonNode frame);

        /** Something that is no frame, such as a ping; it shows that somebody is there. */
        void alive(Wire wire);

        void closed(Wire wire, int code, String reason);

        /** Runs a step behind what was heard before. */
        void then(Runnable step);
    }

    /** In UTF-16 units; far beyond any frame of the protocol. */
    private static final int LONGEST = 8 << 20;
    /** Messages that are read ahead of what was dealt with. */
    private static final int AHEAD = 64;

    private final Ear ear;
    private final StringBuilder fragments = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    Wire(Ear ear) {
        this.ear = ear;
    }

    void open(HttpClient http, URI gateway, AccessToken token) {
        var _ = http.newWebSocketBuilder()
                .connectTimeout(Settings.GREETING)
                .subprotocols(Frames.PROTOCOL)
                .header("Authorization", "Bearer " + token.value())
                .buildAsync(gateway, this)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        ear.closed(this, BROKEN, "cannot connect to " + gateway + ": " + failure.getMessage());
                    }
                });
    }

    /** For one thread. */
    void send(ObjectNode frame) {
        WebSocket open = socket;
        if (open == null) {
            return; // not open yet, or no more: what matters is sent again
        }
        String text = frame.toString();
        sending = sending.thenCompose(before -> open.sendText(text, true)).whenComplete((done, failure) -> {
            if (failure != null) {
                ear.closed(this, BROKEN, "cannot be written to: " + failure.getMessage());
            }
        });
    }

    /** Whether everything has left this process. */
    boolean idle() {
        return sending.isDone();
    }

    void close() {
        WebSocket open = socket;
        if (open != null) {
            var _ = sending.thenCompose(before -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((done, failure) -> open.abort());
        }
    }

    void breakOff() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (fragments.length() + data.length() > LONGEST) {
            ear.closed(this, BROKEN, "a frame longer than " + LONGEST + " characters");
            from.abort();
            return null;
        }
        fragments.append(data);
        if (last) {
            String text = fragments.toString();
            fragments.setLength(0);
            understand(from, text);
        }
        ear.then(() -> from.request(1));
        return null;
    }

    private void understand(WebSocket from, String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            if (json.isArray()) {
                json.forEach(frame -> ear.heard(this, frame));
            } else {
                ear.heard(this, json);
            }
        } catch (JacksonException e) {
            ear.closed(this, BROKEN, "what came is no JSON");
            from.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        ear.closed(this, BROKEN, "a binary frame on a text protocol");
        from.abort();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        ear.alive(this);
        from.request(1);
        return null; // the JDK answers
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ear.closed(this, code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        ear.closed(this, BROKEN, String.valueOf(failure.getMessage()));
    }
}
