package dev.parley.push.resume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How catching up is limited.
 *
 * @param maxEvents more than that missing in one conversation is answered by {@code reset}
 * @param maxEventsTogether more than that missing in all conversations, and those that lack most are answered by {@code reset}: whoever was
 *     away for a month has a page of what they open sooner than everything
 * @param patience how long views that lag are waited for before the client is told to come back later
 * @param atOnce how many may ask the views at a time what they may see and what they lack; the others wait for their turn
 */
@ConfigurationProperties("parley.push.resume")
public record ResumeSettings(
        @DefaultValue("500") int maxEvents,
        @DefaultValue("5000") int maxEventsTogether,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("64") int atOnce) {}
