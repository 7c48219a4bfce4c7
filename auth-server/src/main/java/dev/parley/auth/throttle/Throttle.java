package dev.parley.auth.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Rate limits by token buckets, in the memory of this process; a restart fills them. */
@Component
public final class Throttle {

    /** Of each limit. Whoever commands more addresses than this is not stopped by counting them. */
    private static final int MAX_BUCKETS = 100_000;

    private final ThrottleSettings settings;
    private final TimeMeter time;
    private final Map<Limit, Cache<String, Bucket>> buckets = new EnumMap<>(Limit.class);

    Throttle(ThrottleSettings settings, Clock clock) {
        this.settings = settings;
        this.time = new ClockTime(clock);
        for (Limit limit : Limit.values()) {
            buckets.put(
                    limit,
                    Caffeine.newBuilder()
                            .maximumSize(MAX_BUCKETS)
                            .expireAfterAccess(limit.period()) // by then it is full again, like a new one
                            .build());
        }
    }

    /**
     * Counts one.
     *
     * @param key for whom, such as an address or an account
     * @throws CommandRefused RETRY_LATER when nothing is left, with the time until something is
     */
    public void take(Limit limit, String key) {
        var probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refusal(probe.getNanosToWaitForRefill());
        }
    }

    /** Refuses as {@link #take} does, and counts nothing: for limits of what went wrong, which is known only afterwards. */
    public void check(Limit limit, String key) {
        Bucket bucket = there(limit).getIfPresent(key);
        if (bucket == null) {
            return;
        }
        var probe = bucket.estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw refusal(probe.getNanosToWaitForRefill());
        }
    }

    /** Counts one that went wrong. */
    public void count(Limit limit, String key) {
        bucket(limit, key).tryConsume(1);
    }

    private Bucket bucket(Limit limit, String key) {
        int most = settings.most(limit);
        return there(limit)
                .get(
                        key,
                        unknown -> Bucket.builder()
                                .addLimit(bandwidth -> bandwidth.capacity(most).refillGreedy(most, limit.period()))
                                .withCustomTimePrecision(time)
                                .build());
    }

    @SuppressWarnings("NullAway") // every limit has one
    private Cache<String, Bucket> there(Limit limit) {
        return buckets.get(limit);
    }

    private static CommandRefused refusal(long nanos) {
        Duration wait = Duration.ofNanos(nanos);
        return new CommandRefused(
                Reason.RETRY_LATER, "That was too often; try again in " + Waiting.inWords(wait) + ".", wait);
    }

    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
