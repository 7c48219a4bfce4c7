package dev.parley.push.resume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How catching up is limited.
 *
 * @param maxEvents more than that missing in one conversation is answered by {@code reset}
 * @param patience how long views that lag are waited for before the client is told to come back later
 */
@ConfigurationProperties("parley.push.resume")
public record ResumeSettings(
        @DefaultValue("500") int maxEvents,
        @DefaultValue("2s") Duration patience) {}
