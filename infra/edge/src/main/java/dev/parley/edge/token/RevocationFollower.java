package dev.parley.edge.token;

import dev.parley.api.session.Revocation;
import dev.parley.api.wire.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the topic of revocations on a thread of its own, from as far back as a token can live. Until it has read what there was at
 * the start it knows nothing, and when it hears nothing for too long it may have missed something: in both cases nobody can tell
 * whether a token is good, and {@link #ready} says so.
 */
public final class RevocationFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationFollower.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.SESSIONS.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofMillis(500);
    /** An empty poll looks the same with and without a broker, so now and then it is asked for something. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final RevocationLog topic;
    private final Revoked revoked;
    private final ObjectProvider<RevocationListener> listeners;
    private final JsonMapper json;
    private final TokenSettings settings;
    private final Clock clock;
    private final Counter unreadable;
    private final Sinks.Empty<Void> caughtUp = Sinks.empty();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> reading;
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable String failure = "the topic of revocations was not read yet";
    private volatile List<RevocationListener> told = List.of();
    private long next = -1;

    RevocationFollower(
            RevocationLog topic,
            Revoked revoked,
            ObjectProvider<RevocationListener> listeners,
            JsonMapper json,
            TokenSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.topic = topic;
        this.revoked = revoked;
        this.listeners = listeners;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
        this.unreadable = meters.counter("parley.tokens.revocations.unreadable");
        Gauge.builder("parley.tokens.revocations", revoked, Revoked::size)
                .description("Revocations that still matter")
                .register(meters);
    }

    /** Completes as soon as what was revoked before the start is known; fails when that takes too long for somebody who waits. */
    Mono<Void> ready() {
        return heardAt != null
                ? Mono.empty()
                : caughtUp.asMono()
                        .timeout(PATIENCE)
                        .onErrorMap(late ->
                                new JwtException("Nobody can tell yet which tokens were revoked: " + failure, late));
    }

    /** Whether what we know is recent enough to rely on. */
    boolean isHeard() {
        Instant heard = heardAt;
        return heard != null && clock.instant().isBefore(heard.plus(settings.unheardFor()));
    }

    /** What keeps revocations from being heard just now; null = nothing. */
    @Nullable
    String trouble() {
        return failure;
    }

    @Override
    public void start() {
        told = listeners.orderedStream().toList();
        Thread follower = Thread.ofPlatform().name("edge-revocations").daemon().unstarted(this::run);
        thread = follower; // before it runs: it asks whether it should
        follower.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (running != null) {
                running.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the web server, and until after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = topic.open()) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                log.debug("Asked to stop");
            } catch (OffsetOutOfRangeException e) {
                next = -1;
                failed(e);
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                reading = null;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        Instant asked = clock.instant();
        long end = end(consumer);
        if (next < 0 || next > end) {
            next = start(consumer, end);
        }
        consumer.seek(PARTITION, next);
        while (isRunning()) {
            if (consumer.position(PARTITION) >= end) {
                heard(asked);
                if (clock.instant().isAfter(asked.plus(SIGN_OF_LIFE))) {
                    asked = clock.instant();
                    end = end(consumer);
                }
            }
            consumer.poll(POLL).forEach(this::read);
            next = consumer.position(PARTITION);
        }
    }

    private long end(Consumer<String, byte[]> consumer) {
        return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    /** As far back as a token can live that is still good. */
    private long start(Consumer<String, byte[]> consumer, long end) {
        long since = clock.instant().minus(Revoked.MEMORY).toEpochMilli();
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(PARTITION, since)).get(PARTITION);
        return found == null ? end : found.offset();
    }

    /** @param asked when the end of the topic was asked for that has been reached now */
    private void heard(Instant asked) {
        heardAt = asked;
        if (failure != null) {
            log.info("Revocations are heard; {} still matter.", revoked.size());
        }
        failure = null;
        caughtUp.tryEmitEmpty();
    }

    /** One that we do not understand may be from a newer version. It must not keep the others from being heard. */
    private void read(ConsumerRecord<String, byte[]> written) {
        try {
            Revocation revocation = json.readValue(written.value(), Revocation.class);
            revoked.add(revocation, clock.instant());
            told.forEach(listener -> listener.on(revocation));
        } catch (RuntimeException e) {
            unreadable.increment();
            log.error("{}@{} cannot be read, and tokens go on that perhaps should not", PARTITION, written.offset(), e);
        }
    }

    private void failed(RuntimeException problem) {
        if (!isRunning()) {
            return;
        }
        if (failure == null || heardAt == null) {
            log.warn("Revocations are not heard; trying again: {}", problem.toString());
        }
        failure = problem.toString();
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
