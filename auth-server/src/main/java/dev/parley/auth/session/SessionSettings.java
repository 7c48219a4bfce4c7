package dev.parley.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sessions people have, and how quickly others hear of their end.
 *
 * @param devicesPerAccount how many devices one person is signed in on at most
 * @param tooManyDevices what happens when there would be one more
 * @param revocationRetry how often revocations are told again that could not be told at once
 */
@ConfigurationProperties("parley.auth")
record SessionSettings(
        @DefaultValue("5") int devicesPerAccount,
        @DefaultValue("sign-out-oldest") TooManyDevices tooManyDevices,
        @DefaultValue("500ms") Duration revocationRetry) {

    enum TooManyDevices {
        /** The device that was not used for longest is signed out. */
        SIGN_OUT_OLDEST,
        /** The new device is not let in. */
        REFUSE
    }
}
