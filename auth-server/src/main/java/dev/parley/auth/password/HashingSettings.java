package dev.parley.auth.password;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sign-ins and registrations may wait for a processor.
 *
 * @param passwordQueue how many passwords may wait to be hashed (30 to 50 ms each) before the next one is told to come back later
 */
@ConfigurationProperties("parley.auth")
record HashingSettings(@DefaultValue("64") int passwordQueue) {}
