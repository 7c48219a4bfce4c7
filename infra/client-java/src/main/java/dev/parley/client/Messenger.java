package dev.parley.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One device's live connection to Parley. It stays until it is closed or the server says not to come back: it reconnects, asks for what
 * is missing, drops what it has, and says again what was not answered. Everything can be called from any thread and returns at once.
 */
public final class Messenger implements AutoCloseable {

    /** Whoever waits for an answer may do with it what they like, and nobody else waits for that. */
    private static final Executor ANSWERS = answer -> Thread.ofVirtual().start(answer);

    private final Link link;

    private Messenger(Link link) {
        this.link = link;
    }

    /** @param gateways web addresses such as {@code https://chat.example.org}; when one fails, the next is tried */
    public static Builder at(URI... gateways) {
        return new Builder(Arrays.stream(gateways).map(Messenger::socketOf).toList());
    }

    /**
     * What this device hears, for one subscriber at a time; until there is one, it is kept. Called on a virtual thread, in order. When
     * the subscriber does not keep up and the buffer is full, the connection is given up, and resumed once there is room. Ends with
     * {@link Ended} when the server has ended it for good.
     */
    public Flow.Publisher<Incoming> events() {
        return link.deliveries();
    }

    /**
     * Says it, however often it takes: completes once it is durable, or with {@link Refused}, {@link OutboxFull} or {@link Ended}. What is
     * said in one conversation is said in the order of the calls.
     */
    public CompletableFuture<Sent> send(Message message) {
        return link.ask(message.destination(), message.frame()).thenApplyAsync(Frames::sent, ANSWERS);
    }

    /** Everything up to {@code seq} has been read. Completes as {@link #send} does. */
    public CompletableFuture<Void> read(String conversation, long seq) {
        return link.ask(
                        "read " + conversation,
                        Frames.frame("read").put("conversation", conversation).put("seq", seq))
                .thenAcceptAsync(ok -> {}, ANSWERS);
    }

    /** Everything up to {@code seq} has arrived. Not repeated when the connection is gone: a later one says more. */
    public void delivered(String conversation, long seq) {
        link.mention(Frames.frame("delivered").put("conversation", conversation).put("seq", seq));
    }

    public void typing(String conversation, boolean active) {
        link.mention(Frames.frame("typing").put("conversation", conversation).put("active", active));
    }

    /** Whose presence to hear of, from now on and on later connections; replaces the earlier list. */
    public void watch(List<String> users) {
        var frame = Frames.frame("watch");
        users.forEach(frame.putArray("users")::add);
        link.watch(frame);
    }

    /** Shows this person as away, from now on and on later connections. */
    public void away() {
        link.status(Frames.frame("status").put("state", "away"));
    }

    /** Shows this person as online again. */
    public void here() {
        link.status(Frames.frame("status").put("state", "online"));
    }

    /** Completes when it is over for good, and says why. */
    public CompletableFuture<Ended> ended() {
        return link.over().copy();
    }

    /** What is not answered yet fails with {@link Ended}; what is in the buffer is still delivered. Does not wait. */
    @Override
    public void close() {
        link.close();
    }

    private static URI socketOf(URI address) {
        String socket = address.toString().replaceFirst("^http", "ws");
        return URI.create(socket).resolve("/ws");
    }

    /** How a {@link Messenger} is made. */
    public static final class Builder {

        private final List<URI> gateways;
        private HeadStore heads = HeadStore.inMemory();
        private @Nullable HttpClient http;
        private int buffer = 10_000;
        private int outbox = 1_000;
        private Duration quiet = Duration.ofSeconds(15);
        private Duration shortestPause = Duration.ofMillis(200);
        private Duration longestPause = Duration.ofSeconds(30);

        private Builder(List<URI> gateways) {
            if (gateways.isEmpty()) {
                throw new IllegalArgumentException("At least one gateway");
            }
            this.gateways = gateways;
        }

        /** In memory when nothing is said: then every start begins with everything that may be seen. */
        public Builder heads(HeadStore store) {
            heads = store;
            return this;
        }

        /** For many connections in one program: they share its threads. It is not closed with them. */
        public Builder http(HttpClient client) {
            http = client;
            return this;
        }

        /** How many events may wait for the subscriber; 10,000 when nothing is said. */
        public Builder buffer(int events) {
            buffer = events;
            return this;
        }

        /** How many frames may wait for their answers; 1,000 when nothing is said. */
        public Builder outbox(int frames) {
            outbox = frames;
            return this;
        }

        /** How long nothing may be heard before the server is asked whether it is there, and has as long to answer; 15 s. */
        public Builder quiet(Duration longest) {
            quiet = longest;
            return this;
        }

        /** Between tries to connect: from a random part of the shortest, doubling up to the longest; 200 ms and 30 s. */
        public Builder pauses(Duration shortest, Duration longest) {
            shortestPause = shortest;
            longestPause = longest;
            return this;
        }

        /** Begins to connect. */
        public Messenger connect(TokenSource tokens) {
            HttpClient shared = http;
            HttpClient client = shared != null ? shared : HttpClient.newHttpClient();
            Link link = new Link(
                    new Settings(gateways, tokens, heads, client, buffer, outbox, quiet, shortestPause, longestPause));
            if (shared == null) {
                var _ = link.over().thenRun(client::shutdown);
            }
            link.start();
            return new Messenger(link);
        }
    }
}
