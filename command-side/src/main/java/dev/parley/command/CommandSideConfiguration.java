package dev.parley.command;

import com.fasterxml.uuid.Generators;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.command.bus.ParleyCommandBus;
import dev.parley.command.conversation.ConversationAggregates;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.people.PeopleAggregates;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.relay.RelayConfiguration;
import dev.parley.command.store.AggregateMemory;
import dev.parley.command.store.EventStorages;
import dev.parley.command.store.KeyWindow;
import dev.parley.command.store.SnapshotThread;
import dev.parley.command.store.StoreSettings;
import dev.parley.edge.EdgeConfiguration;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The deciding side. Axon is wired by hand: its own auto-configuration would bring an update checker that calls home, JPA and a
 * second JSON library, and what is written here is all there is.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import({EdgeConfiguration.class, RelayConfiguration.class})
@EnableConfigurationProperties({ConversationLimits.class, StoreSettings.class})
public class CommandSideConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Supplier<UUID> conversationIds() {
        return Generators.timeBasedEpochGenerator()::generate;
    }

    @Bean
    Jackson3Serializer eventSerializer() {
        return Jackson3Serializer.builder().build();
    }

    @Bean(destroyMethod = "close")
    EventStorage eventStorage(StoreSettings settings, Jackson3Serializer serializer, Clock clock) {
        return EventStorages.open(
                settings.url(),
                new StorageSettings(
                        serializer, ConversationAggregates.keys(), ConversationAggregates.snapshots(), clock));
    }

    @Bean(destroyMethod = "close")
    KeyWindow keyWindow(EventStorage storage, Clock clock, ConversationLimits limits) {
        return new KeyWindow(storage, clock, limits.idempotencyWindow());
    }

    @Bean(destroyMethod = "close")
    ParleyCommandBus commandBus(
            @Value("${parley.commands.max-in-flight:1024}") int maxInFlight,
            EventStorage storage,
            MeterRegistry meters) {
        return ParleyCommandBus.create(maxInFlight, storage, meters);
    }

    @Bean(destroyMethod = "close")
    SnapshotThread snapshotThread() {
        return new SnapshotThread();
    }

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    org.axonframework.config.Configuration axon(
            EventStorage storage,
            StoreSettings settings,
            SnapshotThread snapshotThread,
            ParleyCommandBus bus,
            Jackson3Serializer serializer,
            Clock clock,
            ConversationLimits limits) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEventStore(configuration -> storage.events())
                .configureTransactionManager(configuration -> storage.transactions())
                .configureCommandBus(configuration -> bus)
                .configureSnapshotter(snapshotThread::snapshotter)
                .configureCorrelationDataProviders(configuration -> List.of(
                        new MessageOriginProvider(),
                        new SimpleCorrelationDataProvider(
                                CommandMetadata.SENDER, CommandMetadata.DEVICE, CommandMetadata.TRACE)))
                .registerComponent(Clock.class, configuration -> clock);
        PeopleAggregates.register(configurer);
        ConversationAggregates.register(configurer, limits, storage, new AggregateMemory(storage, settings));
        var axon = configurer.buildConfiguration();
        // Axon does this for a bus of its own making only.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        ConversationAggregates.guard(bus, new PeopleDirectory(axon.eventStore()));
        return axon;
    }

    @Bean
    EventStore eventStore(org.axonframework.config.Configuration axon) {
        return axon.eventStore();
    }

    @Bean
    CommandGateway commandGateway(org.axonframework.config.Configuration axon) {
        return axon.commandGateway();
    }

    @Bean
    CommandDispatch commandDispatch(CommandGateway gateway) {
        return new CommandDispatch(gateway);
    }

    @Bean
    HealthIndicator eventStoreHealthIndicator(EventStore events) {
        return () -> {
            var head = events.createHeadToken();
            return Health.up()
                    .withDetail("position", head == null ? 0 : head.position().orElse(0))
                    .build();
        };
    }
}
