package dev.parley.auth.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sign-ins and registrations may wait for a processor, and how long.
 *
 * @param passwordQueue how many passwords may wait to be hashed (30 to 50 ms each) before the next one is told to come back later
 * @param passwordWait how long one may expect to wait, at the speed of the last ones, before it is told to come back instead: well
 *     within the patience of clients
 * @param passwordThreads how many are hashed at once; 0 = half of the processors, so that a storm of sign-ins leaves messages the other half
 */
@ConfigurationProperties("parley.auth")
record HashingSettings(
        @DefaultValue("400") int passwordQueue,
        @DefaultValue("5s") Duration passwordWait,
        @DefaultValue("0") int passwordThreads) {

    int threads() {
        return passwordThreads > 0
                ? passwordThreads
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
