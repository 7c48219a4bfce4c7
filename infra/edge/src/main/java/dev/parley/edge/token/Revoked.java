package dev.parley.edge.token;

import dev.parley.api.people.Role;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.api.session.Revocation.TokenGivenBack;
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
    private final Map<Consent, Instant> consents = new ConcurrentHashMap<>();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, RolesChanged> roles = new ConcurrentHashMap<>();
    private final Queue<Told> inOrder = new ArrayDeque<>();

    private record Consent(String user, String client) {}

    private record Told(Revocation revocation, Instant forgetAt) {}

    /** Whether a token is void. One of the same second as the end of its person or application counts as older than that. */
    public boolean covers(IssuedTo token) {
        return hasEnded(token) || isShutOut(token) || isOutdated(token);
    }

    /** Whether its person or application is no longer welcome, or the one at the other. */
    public boolean isShutOut(IssuedTo token) {
        String user = token.subject();
        String client = token.client();
        return (user != null && isSince(people.get(user), token))
                || (client != null && isSince(clients.get(client), token))
                || (user != null && client != null && isSince(consents.get(new Consent(user, client)), token));
    }

    /** Whether it was the token itself or its session that ended. */
    public boolean hasEnded(IssuedTo token) {
        return (token.session() != null && sessions.containsKey(token.session()))
                || (token.id() != null && tokens.containsKey(token.id()));
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
            case ConsentWithdrawn consent -> consents.merge(consentOf(consent), consent.at(), Revoked::later);
            case TokenGivenBack given -> tokens.put(given.token(), given.at());
        }
        inOrder.add(new Told(revocation, now.plus(MEMORY)));
        for (Told oldest = inOrder.peek(); oldest != null && oldest.forgetAt().isBefore(now); oldest = inOrder.peek()) {
            inOrder.remove();
            forget(oldest.revocation());
        }
    }

    int size() {
        return sessions.size() + people.size() + clients.size() + roles.size() + consents.size() + tokens.size();
    }

    private void forget(Revocation revocation) {
        switch (revocation) {
            case SessionEnded ended -> sessions.remove(ended.session(), ended.at());
            case PersonShutOut person -> people.remove(person.user().toString(), person.at());
            case RolesChanged changed -> roles.remove(changed.user().toString(), changed);
            case ClientShutOut client -> clients.remove(client.client(), client.at());
            case ConsentWithdrawn consent -> consents.remove(consentOf(consent), consent.at());
            case TokenGivenBack given -> tokens.remove(given.token(), given.at());
        }
    }

    private static Consent consentOf(ConsentWithdrawn withdrawn) {
        return new Consent(withdrawn.user().toString(), withdrawn.client());
    }

    private static boolean isSince(@Nullable Instant shutOut, IssuedTo token) {
        return shutOut != null && !token.issuedAt().isAfter(shutOut);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
