package dev.parley.demo.client;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts fragments together and batches apart. The JDK calls it from one thread at a time. */
final class FrameReader implements WebSocket.Listener {

    private final Inbox inbox;
    private final StringBuilder fragments = new StringBuilder();

    FrameReader(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        fragments.append(data);
        if (last) {
            long now = System.nanoTime();
            String text = fragments.toString();
            fragments.setLength(0);
            try {
                JsonNode json = JsonMapper.shared().readTree(text);
                if (json.isArray()) {
                    json.forEach(frame -> keep(socket, new Frame(frame, now)));
                } else {
                    keep(socket, new Frame(json, now));
                }
            } catch (JacksonException e) {
                giveUp(socket, "the server sent what is no JSON: " + text);
            }
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        giveUp(socket, "the server sent a binary frame on the JSON protocol");
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        inbox.close(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        inbox.close(new Closed(Closed.BROKEN, failure.toString()));
    }

    private void keep(WebSocket socket, Frame frame) {
        if (!inbox.add(frame)) {
            giveUp(socket, "more frames than this client keeps");
        }
    }

    private void giveUp(WebSocket socket, String why) {
        inbox.close(new Closed(Closed.BROKEN, why));
        socket.abort();
    }
}
