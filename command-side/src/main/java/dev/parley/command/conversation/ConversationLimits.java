package dev.parley.command.conversation;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
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
        @DefaultValue("7d") Duration idempotencyWindow) {

    /** @throws CommandRefused when a group would have more members than allowed */
    void requireRoom(int count) {
        Guard.require(
                count <= maxMembers,
                Reason.TOO_MANY_MEMBERS,
                "A group has at most " + maxMembers + " members; this would make it " + count + ".");
    }
}
