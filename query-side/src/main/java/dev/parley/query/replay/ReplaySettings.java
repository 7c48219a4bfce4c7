package dev.parley.query.replay;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What replays may cost.
 *
 * @param atOnce the most that run at once
 * @param atOncePerAnalyst the most of them for one person or application
 * @param threads that read the store
 * @param patience for how long somebody may leave what was sent unread before they are cut off
 * @param signOfLife how often a reader who follows hears from us when nothing happens
 * @param pseudonymKeyFile the secret that pseudonyms are made with; null = nobody is given masked events
 */
@ConfigurationProperties("parley.replay")
public record ReplaySettings(
        @DefaultValue("8") int atOnce,
        @DefaultValue("4") int atOncePerAnalyst,
        @DefaultValue("2") int threads,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("15s") Duration signOfLife,
        @Nullable Path pseudonymKeyFile) {}
