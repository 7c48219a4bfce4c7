package dev.parley.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between two servers that can be cut, or fall silent: then it takes what is sent, and nothing comes out at the other end. */
final class Line implements AutoCloseable {

    private final InetSocketAddress behind;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean silent;
    private boolean cut;

    Line(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void cut() throws IOException {
        cut = true;
        for (Socket each : open) {
            each.close();
        }
    }

    synchronized void fallSilent() {
        silent = true;
    }

    /** As if nothing had been; what was under way when it fell silent arrives now. */
    synchronized void mend() {
        cut = false;
        silent = false;
        notifyAll();
    }

    private synchronized boolean letsIn(Socket near) {
        return !cut && open.add(near);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (!letsIn(near)) {
                    near.close();
                    continue;
                }
                Socket far = new Socket();
                far.connect(behind);
                pass(near, far);
                pass(far, near);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            byte[] piece = new byte[16_384];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    awaitVoice();
                    out.write(piece, 0, read);
                }
            } catch (IOException | InterruptedException e) {
                return; // cut
            } finally {
                open.remove(from);
            }
        });
    }

    private synchronized void awaitVoice() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        mend();
    }
}
