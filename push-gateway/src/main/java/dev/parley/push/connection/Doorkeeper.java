package dev.parley.push.connection;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.edge.line.ConnectionsByAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
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

    private final ConnectionsByAddress open = new ConnectionsByAddress();
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
        InetAddress address = address(request.getRemoteAddress());
        if (address == null || address.isLoopbackAddress()) {
            return Disposables.disposed();
        }
        if (open.enter(address) > settings.maxPerAddress()) {
            open.leave(address);
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "One address has at most " + settings.maxPerAddress() + " connections at a time.");
        }
        return Disposables.composite(() -> open.leave(address));
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

    /** What a proxy tells comes as text. */
    private static @Nullable InetAddress address(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return null;
        }
        return remote.isUnresolved() ? literal(remote.getHostString()) : remote.getAddress();
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
