package dev.parley.demo.client;

import java.net.ConnectException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One WebSocket connection that speaks {@value #PROTOCOL}. A reader of its own collects every frame; callers ask, and wait for the
 * answer or for whatever they describe.
 */
public final class LiveConnection implements AutoCloseable {

    public static final String PROTOCOL = "parley.json.v1";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final Inbox inbox;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();

    private LiveConnection(WebSocket socket, Inbox inbox) {
        this.socket = socket;
        this.inbox = inbox;
    }

    /** Connects and says nothing yet, as somebody does who is going to send {@code auth}. */
    public static LiveConnection open(FrontDoor door) {
        return open(door, PROTOCOL, Map.of());
    }

    /** Connects with the token in the handshake's {@code Authorization} header. */
    public static LiveConnection open(FrontDoor door, String accessToken) {
        return open(door, PROTOCOL, Map.of("Authorization", "Bearer " + accessToken));
    }

    /** @throws RefusedByServer when the server answers the handshake with an HTTP error */
    public static LiveConnection open(FrontDoor door, String protocol, Map<String, String> headers) {
        Inbox inbox = new Inbox();
        WebSocket.Builder builder = door.http()
                .newWebSocketBuilder()
                .connectTimeout(FrontDoor.PATIENCE)
                .subprotocols(protocol);
        headers.forEach(builder::header);
        try {
            return new LiveConnection(
                    builder.buildAsync(door.live(), new FrameReader(inbox)).join(), inbox);
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case ConnectException refused -> new NobodyThere(door.address(), refused);
                case WebSocketHandshakeException no -> RefusedByServer.ofHandshake(no.getResponse());
                case null, default -> e;
            };
        }
    }

    // Conversation with the server

    /** Returns the {@code welcome}. */
    public Frame authenticate(String accessToken) {
        post(frame("auth").put("token", accessToken));
        return await("welcome", frame -> frame.is("welcome"));
    }

    public Frame welcomed() {
        return await("welcome", frame -> frame.is("welcome"));
    }

    public Answers.Accepted say(String conversation, String clientId, String text) {
        return accepted(ask(message("conversation", conversation, clientId, text)));
    }

    /** Says it to a person; their direct conversation is made when there is none. */
    public Answers.Accepted sayTo(String user, String clientId, String text) {
        return accepted(ask(message("to", user, clientId, text)));
    }

    public void read(String conversation, long seq) {
        ask(frame("read").put("conversation", conversation).put("seq", seq));
    }

    /** Asks for everything after {@code heads} and waits until it is there. */
    public void resume(Map<String, Long> heads) {
        ObjectNode resume = frame("resume");
        ObjectNode known = resume.putObject("heads");
        heads.forEach(known::put);
        post(resume);
        await("caughtUp", frame -> frame.is("caughtUp"));
    }

    /** Asks and waits for {@code ok}. @throws RefusedByServer when {@code error} comes instead */
    public Frame ask(ObjectNode question) {
        Frame answer = answerTo(post(question));
        if (answer.is("error")) {
            throw RefusedByServer.of(answer);
        }
        return answer;
    }

    /** Sends a frame under an id of its own, which is returned, without waiting for the answer. */
    public String post(ObjectNode question) {
        String id = Long.toString(asked.incrementAndGet());
        postRaw(question.put("id", id).toString());
        return id;
    }

    public Frame answerTo(String id) {
        return await(
                "an answer to frame " + id,
                frame -> frame.text("id").equals(id) && (frame.is("ok") || frame.is("error") || frame.is("pong")));
    }

    public static ObjectNode frame(String type) {
        return JsonMapper.shared().createObjectNode().put("type", type);
    }

    /** @param where {@code conversation} or {@code to} */
    public static ObjectNode message(String where, String id, String clientId, String text) {
        ObjectNode send = frame("send").put(where, id).put("clientId", clientId);
        send.putObject("content").put("type", "text").put("text", text);
        return send;
    }

    private static Answers.Accepted accepted(Frame ok) {
        return JsonMapper.shared().treeToValue(ok.json(), Answers.Accepted.class);
    }

    /** Any text, also one that is no frame. */
    public void postRaw(String text) {
        transmit(() -> socket.sendText(text, true));
    }

    public void postBinary(byte[] bytes) {
        transmit(() -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    // What was heard

    public Frame await(String expected, Predicate<Frame> wanted) {
        return await(expected, wanted, PATIENCE);
    }

    public Frame await(String expected, Predicate<Frame> wanted, Duration patience) {
        return inbox.take(expected, wanted, patience);
    }

    public Frame awaitMessage(String conversation, String text) {
        return await(
                "the message \"" + text + "\"",
                frame -> frame.isEvent(conversation, "MessageSent")
                        && frame.said().equals(text));
    }

    public Frame awaitEvent(String conversation, String name) {
        return await(name, frame -> frame.isEvent(conversation, name));
    }

    /** Everything heard so far that fits, taken or not, in the order of its arrival. */
    public List<Frame> heard(Predicate<Frame> wanted) {
        return inbox.all(wanted);
    }

    public List<Frame> events(String conversation) {
        return heard(frame -> frame.isEvent(conversation));
    }

    /** What this device has: the newest version heard of each conversation. A {@code reset} counts as having loaded it. */
    public Map<String, Long> heads() {
        Map<String, Long> heads = new TreeMap<>();
        heard(frame -> frame.is("event") || frame.is("reset"))
                .forEach(frame -> heads.merge(frame.text("conversation"), frame.number("version"), Math::max));
        return heads;
    }

    public Closed awaitClosed() {
        return inbox.awaitClosed(PATIENCE);
    }

    // The end

    /** Breaks off without a word, as a device in a tunnel does. */
    public void breakOff() {
        socket.abort();
        inbox.close(new Closed(Closed.BROKEN, "broken off by this side"));
    }

    @Override
    public void close() {
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(1, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            socket.abort(); // broken already, so there is nobody to say goodbye to
        }
        inbox.close(new Closed(WebSocket.NORMAL_CLOSURE, "closed by this side"));
    }

    /** The JDK's WebSocket takes one message at a time. */
    private void transmit(Transmission transmission) {
        sending.lock();
        try {
            transmission.start().join();
        } catch (CompletionException e) {
            throw new Unmet("to send a frame", "a broken connection (" + e.getCause() + ")");
        } finally {
            sending.unlock();
        }
    }

    @FunctionalInterface
    private interface Transmission {
        CompletableFuture<WebSocket> start();
    }
}
