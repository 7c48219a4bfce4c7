package dev.parley.auth.factor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How careful changes of second factors are.
 *
 * @param recentSignIn how long after signing in somebody may change their factors without typing their password again
 */
@ConfigurationProperties("parley.auth")
record FactorSettings(@DefaultValue("10m") Duration recentSignIn) {}
