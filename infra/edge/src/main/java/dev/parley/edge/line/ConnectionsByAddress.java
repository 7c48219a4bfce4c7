package dev.parley.edge.line;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each address has just now. An IPv6 network of 64 bits, which is what one subscriber gets, counts as one. */
public final class ConnectionsByAddress {

    private static final int NETWORK_BYTES = 8;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** One more. Returns how many there are with it. */
    public int enter(InetAddress address) {
        return open.merge(network(address), 1, Integer::sum);
    }

    /** One less. */
    public void leave(InetAddress address) {
        open.computeIfPresent(network(address), (same, count) -> count == 1 ? null : count - 1);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address wide
                ? HexFormat.of().formatHex(Arrays.copyOf(wide.getAddress(), NETWORK_BYTES)) + "::/64"
                : address.getHostAddress();
    }
}
