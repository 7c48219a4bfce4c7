package dev.parley.standalone.data;

import dev.parley.standalone.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/** Ports on the loopback address, remembered beside the data so that an address stays the same from start to start while it is free. */
public final class Ports {

    private final Path file;
    private final Properties remembered = new Properties();
    private final Set<Integer> given = new HashSet<>();

    public Ports(DataDirectory data) throws IOException {
        file = data.resolve("ports.properties");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                remembered.load(in);
            }
        }
    }

    /**
     * This very port.
     *
     * @throws StartRefused when somebody else has it
     */
    public int exactly(int port) {
        if (port < 1 || port > 65_535) {
            throw new StartRefused("--port takes a number from 0 to 65535, not " + port + ".");
        }
        if (!free(port)) {
            throw new StartRefused("Port " + port + " is in use by another program. Choose another one with --port N, "
                    + "or let Parley take a free one with --port 0.");
        }
        given.add(port);
        return port;
    }

    /** The port that {@code name} had last time if it is still free, else any free one. */
    public int any(String name) throws IOException {
        int last = Integer.parseInt(remembered.getProperty(name, "0"));
        int port = last > 0 && free(last) ? last : unused();
        given.add(port);
        remembered.setProperty(name, Integer.toString(port));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream out = Files.newOutputStream(next)) {
            remembered.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return port;
    }

    private boolean free(int port) {
        if (given.contains(port)) {
            return false;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
