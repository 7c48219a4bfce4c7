package dev.parley.command.application;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one application may say, whoever it says it for. Each server counts by itself.
 *
 * @param messagesPerSecond in the long run
 * @param messagesAtOnce after a pause; what one call says has to fit in
 */
@ConfigurationProperties("parley.applications")
public record ApplicationSettings(
        @DefaultValue("50") int messagesPerSecond,
        @DefaultValue("1000") int messagesAtOnce) {}
