package dev.parley.push.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of a connection.
 *
 * @param max connections of this gateway; one more is told 4429
 * @param maxPerAddress connections of one address (of IPv6, one /64) that may be open at a time; the next handshake is answered 429.
 *     Not counted are those from this machine itself, where a proxy may stand in front of everybody
 * @param framesPerSecond what one connection may say in the long run; whoever says more is told 4429
 * @param framesAtOnce what it may say in one go
 * @param authWithin how long a connection may be open without a token
 * @param holdBack how long events wait for a first {@code resume}
 * @param heartbeat how often the digest of heads and a ping go out; a connection silent for three of them is dead
 * @param maxFrame the largest frame we take; Netty itself takes a few times more, so that we can say no in our own words
 * @param maxQueuedFrames what a slow reader may leave in its queue before it is told 4430
 * @param maxQueuedBytes the same in bytes
 * @param maxBatch the most frames that share a message when several wait for one connection; 1 = each has its own
 * @param stalledAfter how long a connection that is caught up may take nothing at all before it is told 4430
 * @param maxPending frames of one connection under way; behind that we do not read on
 * @param closeGrace how long the other side has to take the close before it is cut off
 * @param reconnectSpread over how long reconnecting is spread after a restart
 */
@ConfigurationProperties("parley.push.connection")
record ConnectionSettings(
        @DefaultValue("10000") int max,
        @DefaultValue("1000") int maxPerAddress,
        @DefaultValue("500") int framesPerSecond,
        @DefaultValue("10000") int framesAtOnce,
        @DefaultValue("5s") Duration authWithin,
        @DefaultValue("1s") Duration holdBack,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue("256KB") DataSize maxFrame,
        @DefaultValue("1024") int maxQueuedFrames,
        @DefaultValue("1MB") DataSize maxQueuedBytes,
        @DefaultValue("64") int maxBatch,
        @DefaultValue("10s") Duration stalledAfter,
        @DefaultValue("32") int maxPending,
        @DefaultValue("1s") Duration closeGrace,
        @DefaultValue("5s") Duration reconnectSpread) {}
