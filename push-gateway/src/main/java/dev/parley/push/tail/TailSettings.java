package dev.parley.push.tail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the event topic is kept in memory, per partition. It has to reach back further than the views ever lag.
 *
 * @param records the most records
 * @param bytes the most bytes of encoded frames
 */
@ConfigurationProperties("parley.push.tail")
public record TailSettings(
        @DefaultValue("20000") int records,
        @DefaultValue("16MB") DataSize bytes) {}
