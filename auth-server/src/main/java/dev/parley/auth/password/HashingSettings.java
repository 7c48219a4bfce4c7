package dev.parley.auth.password;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sign-ins and registrations may wait for a processor.
 *
 * @param passwordQueue how many passwords may wait to be hashed (30 to 50 ms each) before the next one is told to come back later
 * @param passwordThreads how many are hashed at once; 0 = half of the processors, so that a storm of sign-ins leaves messages the other half
 */
@ConfigurationProperties("parley.auth")
record HashingSettings(
        @DefaultValue("400") int passwordQueue,
        @DefaultValue("0") int passwordThreads) {

    int threads() {
        return passwordThreads > 0
                ? passwordThreads
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
