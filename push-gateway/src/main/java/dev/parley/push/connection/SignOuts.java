package dev.parley.push.connection;

import dev.parley.api.session.Revocation;
import dev.parley.edge.token.IssuedTo;
import dev.parley.edge.token.RevocationListener;
import dev.parley.edge.token.Revoked;
import dev.parley.push.frame.CloseCode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Closes the connections whose tokens are revoked. Each is put down here before it is asked whether its token still counts, and a
 * revocation is known before it is looked here: whichever comes first, none slips through.
 */
@Component
final class SignOuts implements RevocationListener {

    private final Map<String, Set<Connection>> bySession = new ConcurrentHashMap<>();
    private final Connections connections;
    private final Revoked revoked;

    SignOuts(Connections connections, Revoked revoked) {
        this.connections = connections;
        this.revoked = revoked;
    }

    /** From now on it is closed when its token is revoked; at once, when that has happened while it was verified. */
    void watch(Connection connection, IssuedTo token) {
        String session = token.session();
        if (session != null) {
            bySession.compute(session, (key, others) -> {
                Set<Connection> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
                all.add(connection);
                return all;
            });
        }
        if (revoked.covers(token)) {
            connection.close(why(token));
        }
    }

    void forget(Connection connection, @Nullable IssuedTo token) {
        if (token != null && token.session() != null) {
            bySession.computeIfPresent(token.session(), (key, all) -> {
                all.remove(connection);
                return all.isEmpty() ? null : all;
            });
        }
    }

    @Override
    public void on(Revocation revocation) {
        switch (revocation) {
            case Revocation.SessionEnded ended ->
                bySession
                        .getOrDefault(ended.session(), Set.of())
                        .forEach(connection -> connection.close(CloseCode.SIGNED_OUT));
            // Seldom enough to look at every connection.
            case Revocation.PersonShutOut person -> closeWhoeverIsCovered();
            case Revocation.RolesChanged changed -> closeWhoeverIsCovered();
            case Revocation.ClientShutOut client -> closeWhoeverIsCovered();
            case Revocation.ConsentWithdrawn consent -> closeWhoeverIsCovered();
            case Revocation.TokenGivenBack given -> closeWhoeverIsCovered();
        }
    }

    private void closeWhoeverIsCovered() {
        connections.forEach(connection -> {
            IssuedTo token = connection.token();
            if (token != null && revoked.covers(token)) {
                connection.close(why(token));
            }
        });
    }

    private CloseCode why(IssuedTo token) {
        if (revoked.hasEnded(token)) {
            return CloseCode.SIGNED_OUT;
        }
        return revoked.isShutOut(token) ? CloseCode.SHUT_OUT : CloseCode.OUTDATED;
    }
}
