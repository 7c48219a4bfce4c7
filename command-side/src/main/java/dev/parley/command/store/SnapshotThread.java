package dev.parley.command.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.Snapshotter;

/**
 * Makes and stores snapshots, one after the other and away from the commands. When too many wait, whoever brings the next one does it
 * themselves.
 */
public final class SnapshotThread implements AutoCloseable {

    private static final int MOST_WAITING = 256;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("snapshots").daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());

    /** For all aggregates of that configuration, of which that cache holds those in use. */
    public Snapshotter snapshotter(Configuration axon, Cache cache, Clock clock) {
        return new MemorySnapshotter(cache, axon.eventStore(), axon.serializer(), clock, thread, fromHistory(axon));
    }

    private Snapshotter fromHistory(Configuration axon) {
        List<AggregateConfiguration<?>> aggregates = axon.findModules(AggregateConfiguration.class).stream()
                .<AggregateConfiguration<?>>map(aggregate -> aggregate)
                .toList();
        return AggregateSnapshotter.builder()
                .eventStore(axon.eventStore())
                .executor(thread)
                .aggregateFactories(aggregates.stream()
                        .<AggregateFactory<?>>map(AggregateConfiguration::aggregateFactory)
                        .toList())
                .repositoryProvider(axon::repository)
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(axon.handlerDefinition(aggregates.getFirst().aggregateType()))
                .build();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
