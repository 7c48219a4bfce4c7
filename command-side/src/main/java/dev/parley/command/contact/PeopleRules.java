package dev.parley.command.contact;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people come to each other, and how many of them somebody may have around.
 *
 * @param friendRequestExpires for how long a friend request waits for its answer
 * @param askAgainAfter how long somebody who was declined has to wait before they may ask the same person again
 * @param maxFriends the most friends that somebody may have
 * @param maxBlocks the most people that somebody may have blocked
 * @param maxRequests the most friend requests that somebody may have open, each way
 */
@ConfigurationProperties("parley.people")
public record PeopleRules(
        @DefaultValue("30d") Duration friendRequestExpires,
        @DefaultValue("1d") Duration askAgainAfter,
        @DefaultValue("5000") int maxFriends,
        @DefaultValue("10000") int maxBlocks,
        @DefaultValue("500") int maxRequests) {

    /** As the defaults above have it. */
    public static final PeopleRules DEFAULT =
            new PeopleRules(Duration.ofDays(30), Duration.ofDays(1), 5_000, 10_000, 500);
}
