package dev.parley.auth.oauth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The clients of OAuth2: so far our own apps alone. Those have no client id that the standard endpoints would know, because nothing
 * there is meant for them; only what they were granted is found by them.
 */
final class Clients implements RegisteredClientRepository {

    private final RegisteredClient firstParty;

    Clients(RegisteredClient firstParty) {
        this.firstParty = firstParty;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Applications of others cannot be registered yet.");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return firstParty.getId().equals(id) ? firstParty : null;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return null;
    }
}
