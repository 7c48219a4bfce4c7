package dev.parley.push.connection;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Looks at a handshake before it costs anything. A browser lets any page open a connection to anywhere and only says from where, so
 * pages of other origins are let in when the settings name them. Nobody has more connections from one address than it may have.
 */
@Component
final class Doorkeeper {

    /** An IPv6 network, not an address, is what one subscriber gets. */
    private static final int NETWORK_BYTES = 8;

    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();
    private final ConnectionSettings settings;
    private final List<String> allowedOrigins;

    Doorkeeper(ConnectionSettings settings, @Value("${parley.cors.allowed-origins}") List<String> allowedOrigins) {
        this.settings = settings;
        this.allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * What it holds until it is disposed of is one of the connections of its address.
     *
     * @throws CommandRefused when it may not come in
     */
    Disposable letIn(ServerHttpRequest request) {
        requireOrigin(request.getHeaders());
        String address = address(request.getRemoteAddress());
        if (address == null) {
            return Disposables.disposed();
        }
        if (open.merge(address, 1, Integer::sum) > settings.maxPerAddress()) {
            leave(address);
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "One address has at most " + settings.maxPerAddress() + " connections at a time.");
        }
        return Disposables.composite(() -> leave(address));
    }

    private void leave(String address) {
        open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Whoever is no browser sends none. Behind an ingress the scheme is not ours to know, so hosts are compared. */
    private void requireOrigin(HttpHeaders headers) {
        String origin = headers.getFirst(HttpHeaders.ORIGIN);
        if (origin == null || allowedOrigins.contains(origin)) {
            return;
        }
        String host = headers.getFirst(HttpHeaders.HOST);
        String own = origin.substring(origin.indexOf("://") + 3).toLowerCase(Locale.ROOT);
        if (host == null || origin.indexOf("://") < 0 || !own.equals(host.toLowerCase(Locale.ROOT))) {
            throw new CommandRefused(Reason.FORBIDDEN, "Pages of this origin may not connect here.");
        }
    }

    private static @Nullable String address(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return null;
        }
        // What a proxy tells comes as text.
        InetAddress address = remote.isUnresolved() ? literal(remote.getHostString()) : remote.getAddress();
        if (address == null || address.isLoopbackAddress()) {
            return null;
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
