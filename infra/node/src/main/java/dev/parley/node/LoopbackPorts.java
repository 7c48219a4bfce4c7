package dev.parley.node;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports a node listens on, by their purpose. They are kept beside its data, so that clients find it at the same address after a
 * restart; one that has been taken meanwhile is replaced.
 */
public final class LoopbackPorts {

    public static final String HOST = "127.0.0.1";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Below where systems take the near ends of outgoing connections from, so that a chosen port stays free until it is bound. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;
    private static final int ATTEMPTS = 100;

    private final Map<String, Integer> ports;

    private LoopbackPorts(Map<String, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    public static LoopbackPorts of(DataDirectory directory, String... purposes) throws IOException {
        Path file = directory.resolve("ports.properties");
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
        }
        Map<String, Integer> chosen = new HashMap<>();
        Set<Integer> given = new HashSet<>();
        for (String purpose : purposes) {
            int port = choose(kept.getProperty(purpose, ""), given);
            given.add(port);
            chosen.put(purpose, port);
        }
        keep(chosen, file);
        return new LoopbackPorts(chosen);
    }

    public int port(String purpose) {
        Integer port = ports.get(purpose);
        if (port == null) {
            throw new IllegalArgumentException("no port was chosen for " + purpose + ", only for " + ports.keySet());
        }
        return port;
    }

    private static int choose(String kept, Set<Integer> given) throws IOException {
        if (kept.matches("[1-9]\\d{0,4}") && isFree(Integer.parseInt(kept), given)) {
            return Integer.parseInt(kept);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port, given)) {
                return port;
            }
        }
        throw new BindException(
                "none of %d ports tried between %d and %d is free".formatted(ATTEMPTS, LOWEST, HIGHEST));
    }

    private static boolean isFree(int port, Set<Integer> given) throws IOException {
        return port <= 65_535 && !given.contains(port) && isFree(port);
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: the ends of the former run's connections must not make the kept port look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    private static void keep(Map<String, Integer> chosen, Path file) throws IOException {
        Properties properties = new Properties();
        chosen.forEach((purpose, port) -> properties.setProperty(purpose, String.valueOf(port)));
        Path next = file.resolveSibling("ports.next");
        try (Writer out = Files.newBufferedWriter(next)) {
            properties.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
