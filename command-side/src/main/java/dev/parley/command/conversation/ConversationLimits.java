package dev.parley.command.conversation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one conversation may hold.
 *
 * @param maxMembers the most members of a group
 * @param idempotencyWindow for how long at least a send is known again by its client id
 */
@ConfigurationProperties("parley.conversation")
public record ConversationLimits(
        @DefaultValue("5000") int maxMembers,
        @DefaultValue("7d") Duration idempotencyWindow) {}
