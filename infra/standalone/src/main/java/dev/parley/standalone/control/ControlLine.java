package dev.parley.standalone.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The line to the Parley that runs, seen from a tool. What it lends is lent until this is closed. */
public final class ControlLine implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    /** A checkpoint writes what is in memory to the disk, a copy of the identity store reads all of it. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);

    private final Socket socket;
    private final BufferedReader in;

    private ControlLine(Socket socket, BufferedReader in) {
        this.socket = socket;
        this.in = in;
    }

    /** Asks the Parley that has this data directory. */
    public static ControlLine ask(Path data, String request) throws ToolFailed {
        try {
            ControlFile file = ControlFile.read(data).orElseThrow(() -> between(data));
            return ask(file, request);
        } catch (IOException e) {
            throw new ToolFailed(between(data).getMessage() + " (" + e + ")", e);
        }
    }

    private static ToolFailed between(Path data) {
        return new ToolFailed(
                data + " is in use, and nobody answers there: Parley is starting or stopping. Try again in a moment.");
    }

    private static ControlLine ask(ControlFile file, String request) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), file.port()), (int)
                    CONNECT_WITHIN.toMillis());
            socket.setSoTimeout((int) ANSWER_WITHIN.toMillis());
            socket.getOutputStream().write((file.secret() + " " + request + "\n").getBytes(StandardCharsets.UTF_8));
            return new ControlLine(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The next line of the answer. */
    public String next() throws ToolFailed {
        return nextIfAny()
                .orElseThrow(() -> new ToolFailed("The running Parley has nothing more to say, and should have."));
    }

    /** The next line of the answer; empty when that was all. */
    public Optional<String> nextIfAny() throws ToolFailed {
        try {
            String line = in.readLine();
            if (line != null && line.startsWith(ControlCall.DATA)) {
                return Optional.of(line.substring(ControlCall.DATA.length()));
            }
            if ("ok".equals(line)) {
                return Optional.empty();
            }
            if (line != null && line.startsWith("error ")) {
                throw new ToolFailed(line.substring("error ".length()));
            }
            throw new ToolFailed("The running Parley broke off; it is stopping, or busy with other tools.");
        } catch (SocketTimeoutException e) {
            throw new ToolFailed(
                    "The running Parley did not answer within " + ANSWER_WITHIN.toMinutes() + " minutes.", e);
        } catch (IOException e) {
            throw new ToolFailed("The running Parley broke off (" + e.getMessage() + ").", e);
        }
    }

    /** Returns when the Parley at the other end is gone, or has nothing more to say. */
    public void awaitEnd() {
        try {
            socket.setSoTimeout(0);
            while (in.readLine() != null) {
                // Only the end counts.
            }
        } catch (IOException e) {
            return; // the line broke, which is an end as well
        }
    }

    /** Hangs up, and waits until what was lent is put away. */
    @Override
    public void close() {
        try (socket) {
            socket.shutdownOutput();
            while (in.readLine() != null) {
                // Whatever it still says, its end is what counts.
            }
        } catch (IOException e) {
            System.getLogger(ControlLine.class.getName())
                    .log(System.Logger.Level.DEBUG, "The line was gone already", e);
        }
    }
}
