package dev.parley.auth.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sessions people have.
 *
 * @param devicesPerAccount how many devices one person is signed in on at most; one more signs out the one not used for longest
 */
@ConfigurationProperties("parley.auth")
record SessionSettings(@DefaultValue("5") int devicesPerAccount) {}
