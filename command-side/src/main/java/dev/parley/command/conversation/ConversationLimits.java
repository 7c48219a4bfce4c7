package dev.parley.command.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one conversation may hold.
 *
 * @param maxMembers the most members of a group
 * @param rememberedSends how many of the newest sends an aggregate knows again by their client id
 */
@ConfigurationProperties("parley.conversation")
public record ConversationLimits(
        @DefaultValue("5000") int maxMembers,
        @DefaultValue("1000") int rememberedSends) {}
