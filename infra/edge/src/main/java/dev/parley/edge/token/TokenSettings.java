package dev.parley.edge.token;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are checked.
 *
 * @param issuer who signs them
 * @param jwksUri where the keys to check them by are
 * @param publicUrl where clients find us; only its origin counts. A proof that comes with a token (RFC 9449) names it
 * @param clockSkew how far two machines' clocks may differ before a token counts as expired
 * @param knownTokens how many verified tokens are remembered, so that they need not be verified again; a few KiB each
 * @param keyLife after which the keys are fetched again, and a withdrawn one is forgotten
 * @param keyPause how long after one fetch of the keys a token with an unknown key leads to another
 * @param unheardFor how long we go on while nobody can tell us what was revoked; after that no token counts
 */
@ConfigurationProperties("parley.auth")
public record TokenSettings(
        URI jwksUri,
        String issuer,
        String publicUrl,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("20000") int knownTokens,
        @DefaultValue("5m") Duration keyLife,
        @DefaultValue("10s") Duration keyPause,
        @DefaultValue("2m") Duration unheardFor) {}
