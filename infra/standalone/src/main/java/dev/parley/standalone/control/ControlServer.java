package dev.parley.standalone.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers tools. A request is one line, the secret and a word, which may carry arguments behind colons. The answer is lines that begin with a space, then {@code ok}, or
 * {@code error} and a sentence. Few at a time: each is a person at a console, or a script of theirs.
 */
public final class ControlServer implements AutoCloseable {

    /** What one word asks for. */
    @FunctionalInterface
    public interface Answer {

        /** Whatever it throws becomes the error's sentence. */
        void give(ControlCall call) throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int MOST_AT_ONCE = 8;
    private static final int LONGEST_REQUEST = 8 << 10;
    private static final int REQUEST_WITHIN_MILLIS = 5_000;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Path data;
    private final ServerSocket socket;
    private final ControlFile file;
    private final Map<String, Answer> answers;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

    private ControlServer(Path data, ServerSocket socket, Map<String, Answer> answers) {
        this.data = data;
        this.socket = socket;
        this.file = ControlFile.withNewSecret(socket.getLocalPort());
        this.answers = Map.copyOf(answers);
    }

    /** Listens on a free port, and leaves a note in the data directory that says on which. */
    public static ControlServer start(Path data, Map<String, Answer> answers) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), MOST_AT_ONCE);
            ControlServer server = new ControlServer(data, socket, answers);
            server.file.write(data);
            Thread.ofPlatform().daemon().name("control").start(server::accept);
            return server;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Takes away the note of a run that was killed. */
    public static void forgetFormerRun(Path data) throws IOException {
        ControlFile.delete(data);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                if (places.tryAcquire()) {
                    open.add(caller);
                    Thread.ofPlatform().daemon().name("control-call").start(() -> serve(caller));
                } else {
                    caller.close();
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    log.warn("A tool could not be let in: {}", e.toString());
                }
            }
        }
    }

    private void serve(Socket caller) {
        busy.add(Thread.currentThread());
        try (caller) {
            caller.setSoTimeout(REQUEST_WITHIN_MILLIS);
            BufferedInputStream in = new BufferedInputStream(caller.getInputStream(), LONGEST_REQUEST);
            String request = request(in);
            caller.setSoTimeout(0);
            answer(request, in, caller.getOutputStream());
        } catch (IOException e) {
            log.debug("A tool hung up: {}", e.toString());
        } finally {
            open.remove(caller);
            busy.remove(Thread.currentThread());
            places.release();
        }
    }

    private static String request(BufferedInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_REQUEST) {
                throw new IOException("No request within " + LONGEST_REQUEST + " bytes");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private void answer(String line, InputStream in, OutputStream out) throws IOException {
        int space = line.indexOf(' ');
        if (space < 0 || !isSecret(line.substring(0, space))) {
            new ControlCall(in, out, List.of()).end("error This is not the secret of the Parley that runs here.");
            return;
        }
        List<String> request = Requests.parts(line.substring(space + 1));
        ControlCall call = new ControlCall(in, out, request.subList(1, request.size()));
        Answer answer = answers.get(request.getFirst());
        if (answer == null) {
            call.end("error The running Parley knows no request \"" + request.getFirst()
                    + "\"; it may be of another version.");
            return;
        }
        try {
            answer.give(call);
            call.end("ok");
        } catch (Exception e) {
            log.warn("A tool's request {} failed", request.getFirst(), e);
            call.end("error " + sentence(e));
        }
    }

    /** Takes as long for a guess that is nearly right as for any other. */
    private boolean isSecret(String guess) {
        return MessageDigest.isEqual(
                guess.getBytes(StandardCharsets.UTF_8), file.secret().getBytes(StandardCharsets.UTF_8));
    }

    private static String sentence(Exception e) {
        String story = e instanceof RuntimeException && e.getMessage() != null ? e.getMessage() : e.toString();
        return story.lines().findFirst().orElse(story);
    }

    /** Hangs up on everybody, and waits for a moment until what was made for them is put away. */
    @Override
    public void close() throws IOException {
        ControlFile.delete(data);
        socket.close();
        for (Socket caller : open) {
            caller.close();
        }
        try {
            long until = System.nanoTime() + FAREWELL.toNanos();
            for (Thread each : busy) {
                each.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
