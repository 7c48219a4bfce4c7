package dev.parley.push.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How presence is told.
 *
 * @param maxWatched people that one connection may watch
 * @param linger how long a device that lost its connection still counts as there
 * @param lease how long a gateway that is not heard of any more still counts as alive
 */
@ConfigurationProperties("parley.push.presence")
public record PresenceSettings(
        @DefaultValue("200") int maxWatched,
        @DefaultValue("3s") Duration linger,
        @DefaultValue("30s") Duration lease) {}
