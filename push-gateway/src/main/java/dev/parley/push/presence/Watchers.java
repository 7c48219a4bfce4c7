package dev.parley.push.presence;

import dev.parley.api.people.UserId;
import dev.parley.push.fanout.Subscriber;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which connection watches whom, and may. Bounded by what one connection may watch. Not for several threads. */
final class Watchers {

    private final Map<Subscriber, Set<UserId>> wanted = new HashMap<>();
    private final Map<UserId, Set<Subscriber>> allowed = new HashMap<>();

    /** Replaces what the connection watched. */
    void watch(Subscriber connection, Set<UserId> users, Set<UserId> visible) {
        forget(connection);
        if (!users.isEmpty()) {
            wanted.put(connection, Set.copyOf(users));
            visible.forEach(user -> allowed.computeIfAbsent(user, someone -> new LinkedHashSet<>(2))
                    .add(connection));
        }
    }

    void forget(Subscriber connection) {
        Set<UserId> users = wanted.remove(connection);
        if (users != null) {
            users.forEach(user -> drop(connection, user));
        }
    }

    /** From now on this connection sees them, if it still wants to. Returns whether that is new. */
    boolean allow(Subscriber connection, UserId user) {
        return wanted.getOrDefault(connection, Set.of()).contains(user)
                && allowed.computeIfAbsent(user, someone -> new LinkedHashSet<>(2))
                        .add(connection);
    }

    /** From now on this connection sees nothing more of them. Returns whether it did. */
    boolean drop(Subscriber connection, UserId user) {
        Set<Subscriber> all = allowed.get(user);
        if (all == null || !all.remove(connection)) {
            return false;
        }
        if (all.isEmpty()) {
            allowed.remove(user);
        }
        return true;
    }

    /** Those who may see this one and want to. */
    Collection<Subscriber> of(UserId user) {
        return allowed.getOrDefault(user, Set.of());
    }

    /** The connections that asked for this one, whether they may see them or not. */
    Set<Subscriber> concernedBy(UserId user) {
        Set<Subscriber> concerned = new HashSet<>();
        wanted.forEach((connection, users) -> {
            if (users.contains(user)) {
                concerned.add(connection);
            }
        });
        return concerned;
    }
}
