package dev.parley.auth.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What accounts need.
 *
 * @param unverifiedMaySignIn whether people may sign in before they have answered the mail to their address
 * @param emailClaim how long an address that nobody has verified is kept for whoever registered with it; after that, whoever asks for
 *     it next gets it
 * @param passwordLink how long the link to a new password is good
 * @param verificationLink how long the link that verifies an address is good
 */
@ConfigurationProperties("parley.auth")
record AccountSettings(
        @DefaultValue("true") boolean unverifiedMaySignIn,
        @DefaultValue("24h") Duration emailClaim,
        @DefaultValue("30m") Duration passwordLink,
        @DefaultValue("24h") Duration verificationLink) {}
