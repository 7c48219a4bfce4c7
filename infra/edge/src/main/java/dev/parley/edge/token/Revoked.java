package dev.parley.edge.token;

import dev.parley.api.people.Role;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was revoked within the longest life of a token. Asked by many threads for each token, told by one at a time. What is older is forgotten:
 * whatever it was about has expired.
 */
public final class Revoked {

    /** For clocks that differ, and for what was on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    static final Duration MEMORY = Revocation.LONGEST_TOKEN_LIFE.plus(MARGIN);

    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> people = new ConcurrentHashMap<>();
    private final Map<String, Instant> clients = new ConcurrentHashMap<>();
    private final Map<String, RolesChanged> roles = new ConcurrentHashMap<>();
    private final Queue<Told> inOrder = new ArrayDeque<>();

    private record Told(Revocation revocation, Instant forgetAt) {}

    /** Whether a token is void. One of the same second as the end of its person or application counts as older than that. */
    public boolean covers(IssuedTo token) {
        return sessionOf(token) || isShutOut(token) || isOutdated(token);
    }

    /** Whether its person or application is no longer welcome. */
    public boolean isShutOut(IssuedTo token) {
        return (token.subject() != null && isSince(people.get(token.subject()), token))
                || (token.client() != null && isSince(clients.get(token.client()), token));
    }

    /** Whether it was the token's session that ended. */
    public boolean sessionOf(IssuedTo token) {
        return token.session() != null && sessions.containsKey(token.session());
    }

    /** Whether its bearer may do other things by now than it says, but is still welcome. */
    boolean isOutdated(IssuedTo token) {
        RolesChanged last = token.subject() == null ? null : roles.get(token.subject());
        return last != null
                && isSince(last.at(), token)
                && !last.roles().stream()
                        .map(Role::wireName)
                        .collect(Collectors.toSet())
                        .equals(token.roles());
    }

    /** @param now when it was heard, from which it is kept for long enough, whenever it happened */
    public void add(Revocation revocation, Instant now) {
        switch (revocation) {
            case SessionEnded ended -> sessions.put(ended.session(), ended.at());
            case PersonShutOut person -> people.merge(person.user().toString(), person.at(), Revoked::later);
            case RolesChanged changed ->
                roles.merge(
                        changed.user().toString(),
                        changed,
                        (one, other) -> one.at().isAfter(other.at()) ? one : other);
            case ClientShutOut client -> clients.merge(client.client(), client.at(), Revoked::later);
        }
        inOrder.add(new Told(revocation, now.plus(MEMORY)));
        for (Told oldest = inOrder.peek(); oldest != null && oldest.forgetAt().isBefore(now); oldest = inOrder.peek()) {
            inOrder.remove();
            forget(oldest.revocation());
        }
    }

    int size() {
        return sessions.size() + people.size() + clients.size() + roles.size();
    }

    private void forget(Revocation revocation) {
        switch (revocation) {
            case SessionEnded ended -> sessions.remove(ended.session(), ended.at());
            case PersonShutOut person -> people.remove(person.user().toString(), person.at());
            case RolesChanged changed -> roles.remove(changed.user().toString(), changed);
            case ClientShutOut client -> clients.remove(client.client(), client.at());
        }
    }

    private static boolean isSince(@Nullable Instant shutOut, IssuedTo token) {
        return shutOut != null && !token.issuedAt().isAfter(shutOut);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
