package dev.parley.query.view;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.projection.AppliedVersion;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;

/**
 * Waits until a view is new enough, without holding a thread. After 2 s it is {@code VIEW_BEHIND}: then nobody knows, and nobody claims
 * to. How many may wait at a time is bounded, for whoever asks for what does not exist makes us wait.
 */
public final class Freshness {

    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What was acknowledged is in the event store and may still be on its way to the topic: the relay is a few milliseconds behind. Before
     * a no this much is waited, so that whoever has just been told yes is not told that there is nothing.
     */
    private static final Duration ON_THE_WAY = Duration.ofMillis(300);

    private static final Duration GLANCE = Duration.ofMillis(15);
    private static final int MAX_WAITING = 256;

    private final ViewReader views;
    private final TopicEnds ends;
    private final Semaphore places = new Semaphore(MAX_WAITING);

    public Freshness(ViewReader views, TopicEnds ends) {
        this.views = views;
        this.ends = ends;
    }

    /** Completes once the projector's view holds everything that was in the topic when this was subscribed to. */
    public Mono<Void> caughtUp(String projector, Topic topic) {
        return waiting(
                        Mono.delay(ON_THE_WAY)
                                .then(Mono.defer(() -> ends.of(topic)))
                                .flatMap(end -> repeated(reached(projector, topic, end)))
                                .onErrorMap(KafkaException.class, unreachable -> behind()),
                        PATIENCE)
                .then();
    }

    /**
     * Completes once the projector's view holds this version of this aggregate, or when it does not in time. For whoever names a version:
     * they know that it exists, though it may not even have reached Kafka.
     */
    public <K> Mono<Void> expected(String projector, K aggregate, long version) {
        return behind(projector, Map.of(aggregate, version), PATIENCE).then();
    }

    /** Completes once the projector's view holds this version of this aggregate. */
    public <K> Mono<Void> applied(String projector, K aggregate, long version) {
        return behind(projector, Map.of(aggregate, version), PATIENCE)
                .flatMap(behind -> behind.isEmpty() ? Mono.empty() : Mono.error(behind()));
    }

    /** The version of this aggregate that the projector's view holds just now; empty when it holds none. */
    public <K> Mono<Long> held(String projector, K aggregate) {
        return views.generations()
                .flatMap(live -> views.one(
                        Views.APPLIED_VERSIONS,
                        AppliedVersion.key(live.projector(projector), aggregate),
                        AppliedVersion.class))
                .map(AppliedVersion::version);
    }

    /**
     * Waits until the projector's view holds these versions of these aggregates. Gives those that it does not hold after that time, with
     * the version that it does hold (-1 = none); empty = it holds them all.
     */
    public <K> Mono<Map<K, Long>> behind(String projector, Map<K, Long> versions, Duration patience) {
        if (versions.isEmpty()) {
            return Mono.just(Map.of());
        }
        Mono<Map<K, Long>> now = lagging(projector, versions);
        Mono<Map<K, Long>> none = now.filter(Map::isEmpty);
        return none.switchIfEmpty(Mono.defer(
                () -> waiting(repeated(none), patience).onErrorResume(QueryRefused.class, notInTime -> now)));
    }

    /** True or empty. */
    private Mono<Boolean> reached(String projector, Topic topic, Map<Integer, Long> end) {
        return views.generations().flatMap(live -> {
            Map<String, Long> wanted = new HashMap<>();
            end.forEach((partition, offset) ->
                    wanted.put(ProjectedOffset.key(live.projector(projector), topic.topicName(), partition), offset));
            return views.some(Views.OFFSETS, wanted.keySet(), ProjectedOffset.class)
                    .collectMap(ProjectedOffset::key, ProjectedOffset::offset)
                    .filter(offsets -> wanted.entrySet().stream()
                            .allMatch(each -> offsets.getOrDefault(each.getKey(), 0L) >= each.getValue()))
                    .map(offsets -> true);
        });
    }

    private <K> Mono<Map<K, Long>> lagging(String projector, Map<K, Long> versions) {
        return views.generations().flatMap(live -> {
            Map<String, K> keys = new HashMap<>();
            versions.keySet()
                    .forEach(
                            aggregate -> keys.put(AppliedVersion.key(live.projector(projector), aggregate), aggregate));
            return views.some(Views.APPLIED_VERSIONS, keys.keySet(), AppliedVersion.class)
                    .collectMap(AppliedVersion::key, AppliedVersion::version)
                    .map(applied -> {
                        Map<K, Long> lagging = new HashMap<>();
                        keys.forEach((key, aggregate) -> {
                            long holds = applied.getOrDefault(key, -1L);
                            if (holds < versions.getOrDefault(aggregate, -1L)) {
                                lagging.put(aggregate, holds);
                            }
                        });
                        return lagging;
                    });
        });
    }

    private static <T> Mono<T> repeated(Mono<T> question) {
        return question.repeatWhenEmpty(Integer.MAX_VALUE, again -> again.delayElements(GLANCE));
    }

    private <T> Mono<T> waiting(Mono<T> answer, Duration patience) {
        return Mono.defer(() -> {
            if (!places.tryAcquire()) {
                return Mono.error(
                        new QueryRefused(Reason.RETRY_LATER, "Too many requests wait for the views at the moment."));
            }
            return answer.timeout(patience)
                    .onErrorMap(TimeoutException.class, late -> behind())
                    .doFinally(end -> places.release());
        });
    }

    private static QueryRefused behind() {
        return new QueryRefused(Reason.VIEW_BEHIND, "The views have not caught up with what was asked for.");
    }
}
