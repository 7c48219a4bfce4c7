package dev.parley.command.application;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.edge.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How quickly applications may send: each has a bucket that fills again as time goes by, and every message takes from it. */
@Component
public class SendingPace {

    private static final int REMEMBERED = 10_000;

    private final ApplicationSettings settings;
    private final LoadingCache<String, Bucket> buckets;

    SendingPace(ApplicationSettings settings) {
        this.settings = settings;
        // A bucket that has had time to fill is as good as a new one.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(Duration.ofSeconds(1L + settings.messagesAtOnce() / settings.messagesPerSecond()))
                .build(client -> full());
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.messagesAtOnce())
                        .refillGreedy(settings.messagesPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Takes that many messages; all of them or none. Parley's own apps are not meant.
     *
     * @throws CommandRefused RETRY_LATER, saying when there is room for as many
     */
    public void take(Caller caller, int messages) {
        caller.application().ifPresent(application -> take(application.client(), messages));
    }

    private void take(String client, int messages) {
        if (messages > settings.messagesAtOnce()) {
            throw new InvalidInput(
                    "to", "An application sends at most " + settings.messagesAtOnce() + " messages at once here.");
        }
        ConsumptionProbe taken = buckets.get(client).tryConsumeAndReturnRemaining(messages);
        if (!taken.isConsumed()) {
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "An application sends at most " + settings.messagesAtOnce() + " messages at once and "
                            + settings.messagesPerSecond() + " a second in the long run.",
                    Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }
}
