package dev.parley.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad line between a client and the product: it passes pieces on late, and cuts each connection after a random number of bytes. */
final class FlakyProxy implements AutoCloseable {

    private static final int MOST_BYTES = 16_000;
    private static final int LATEST_MILLIS = 6;

    private final URI behind;
    private final ServerSocket server;
    private final SplittableRandom random;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean steady;

    FlakyProxy(URI behind, long seed) throws IOException {
        this.behind = behind;
        this.random = new SplittableRandom(seed);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int cuts() {
        return cuts.get();
    }

    /** From now on it lets new connections live. */
    void calmDown() {
        steady = true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket product = new Socket();
                product.connect(new InetSocketAddress(behind.getHost(), behind.getPort()));
                pass(client, product);
                pass(product, client);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private synchronized void pass(Socket from, Socket to) {
        SplittableRandom own = random.split();
        Thread.ofVirtual().start(() -> {
            long left = steady ? Long.MAX_VALUE : own.nextInt(1, MOST_BYTES);
            byte[] piece = new byte[2_048];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    if (!steady) {
                        Thread.sleep(own.nextInt(LATEST_MILLIS));
                    }
                    out.write(piece, 0, (int) Math.min(read, left)); // in the middle of a frame, mostly
                    left -= read;
                    if (left <= 0) {
                        cuts.incrementAndGet();
                        return;
                    }
                }
            } catch (IOException | InterruptedException e) {
                return; // cut on the other side
            }
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
