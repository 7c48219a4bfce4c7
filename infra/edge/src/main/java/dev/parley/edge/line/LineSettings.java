package dev.parley.edge.line;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request may take to come in.
 *
 * @param headersWithin from its first byte to the end of its headers
 * @param bodyWithin from there to its end
 */
@ConfigurationProperties("parley.line")
record LineSettings(
        @DefaultValue("10s") Duration headersWithin,
        @DefaultValue("30s") Duration bodyWithin) {}
