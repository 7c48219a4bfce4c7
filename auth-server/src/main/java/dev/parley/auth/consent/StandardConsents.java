package dev.parley.auth.consent;

import dev.parley.api.people.UserId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/** Consents as the standard endpoints ask for them. */
@Component
final class StandardConsents implements OAuth2AuthorizationConsentService {

    private final Consents consents;

    StandardConsents(Consents consents) {
        this.consents = consents;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        consents.give(
                UserId.of(consent.getPrincipalName()),
                UUID.fromString(consent.getRegisteredClientId()),
                consent.getScopes());
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        consents.withdraw(UserId.of(consent.getPrincipalName()), UUID.fromString(consent.getRegisteredClientId()));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String person) {
        Set<String> scopes = consents.scopes(UserId.of(person), UUID.fromString(client));
        if (scopes.isEmpty()) {
            return null;
        }
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(client, person);
        scopes.forEach(consent::scope);
        return consent.build();
    }
}
