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
 * @param maxBans the most people that a group keeps out
 * @param maxInvitations the most links into a group that are good at the same time
 * @param maxJoinRequests the most people who wait for a group to let them in
 * @param idempotencyWindow for how long at least a send is known again by its client id
 * @param editWithin for how long somebody may change what they said
 * @param recallWithin for how long somebody may take back what they said
 * @param maxPins the most messages that are pinned at once
 * @param maxScheduled how many messages one person may have waiting to be said
 * @param scheduleAhead how far ahead of its time a message may wait
 */
@ConfigurationProperties("parley.conversation")
public record ConversationLimits(
        @DefaultValue("5000") int maxMembers,
        @DefaultValue("5000") int maxBans,
        @DefaultValue("100") int maxInvitations,
        @DefaultValue("1000") int maxJoinRequests,
        @DefaultValue("100") int maxPins,
        @DefaultValue("24h") Duration editWithin,
        @DefaultValue("24h") Duration recallWithin,
        @DefaultValue("7d") Duration idempotencyWindow,
        @DefaultValue("100") int maxScheduled,
        @DefaultValue("365d") Duration scheduleAhead) {

    /** The defaults, but for the size of groups. */
    public static ConversationLimits usual(int maxMembers) {
        return new ConversationLimits(
                maxMembers,
                5_000,
                100,
                1_000,
                100,
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(7),
                100,
                Duration.ofDays(365));
    }

    /** After that, nobody changes what they said in any way. */
    Duration longestChange() {
        return editWithin.compareTo(recallWithin) > 0 ? editWithin : recallWithin;
    }

    /** @throws CommandRefused when a group would have more members than allowed */
    void requireRoom(int count) {
        Guard.require(
                count <= maxMembers,
                Reason.TOO_MANY_MEMBERS,
                "A group has at most " + maxMembers + " members; this would make it " + count + ".");
    }
}
