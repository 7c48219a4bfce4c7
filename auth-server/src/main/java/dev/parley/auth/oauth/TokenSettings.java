package dev.parley.auth.oauth;

import dev.parley.api.session.Revocation;
import dev.parley.auth.failure.CannotStart;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What tokens say and how long they live.
 *
 * @param issuer the origin that clients see; every address in the discovery document starts with it
 * @param accessTokenTtl how long an access token opens doors; {@link Revocation#LONGEST_TOKEN_LIFE} at most
 * @param refreshTokenTtl how long a device may be away before its person has to sign in again
 * @param clockSkew how far two machines' clocks may differ before a token counts as expired
 * @param authorizationCodeTtl how long an application has to redeem a code
 */
@ConfigurationProperties("parley.auth")
public record TokenSettings(
        @DefaultValue("http://127.0.0.1:8080") String issuer,
        @DefaultValue("15m") Duration accessTokenTtl,
        @DefaultValue("30d") Duration refreshTokenTtl,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("60s") Duration authorizationCodeTtl) {

    public TokenSettings {
        if (accessTokenTtl.compareTo(Revocation.LONGEST_TOKEN_LIFE) > 0) {
            throw new CannotStart("parley.auth.access-token-ttl is " + accessTokenTtl + ", and "
                    + Revocation.LONGEST_TOKEN_LIFE
                    + " is the most: that is how long other servers remember which tokens were revoked.");
        }
    }
}
