package dev.parley.command;

import com.fasterxml.uuid.Generators;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import dev.parley.api.replay.EventArchive;
import dev.parley.command.application.ApplicationSettings;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.command.contact.ContactAggregates;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.erasure.Farewells;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.relay.RelayConfiguration;
import dev.parley.command.store.LogArchive;
import dev.parley.command.store.StoreSettings;
import dev.parley.command.timer.TimerConfiguration;
import dev.parley.command.view.ViewStore;
import dev.parley.edge.EdgeConfiguration;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.rocks.RocksEventStorage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The deciding side as a service: its front door, its command side, its relay to Kafka. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import({EdgeConfiguration.class, RelayConfiguration.class, TimerConfiguration.class})
@EnableConfigurationProperties({
    ApplicationSettings.class,
    ConversationLimits.class,
    PeopleRules.class,
    StoreSettings.class
})
public class CommandSideConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Supplier<UUID> conversationIds() {
        return Generators.timeBasedEpochGenerator()::generate;
    }

    @Bean(destroyMethod = "close")
    CommandSide commandSide(
            StoreSettings store,
            ConversationLimits limits,
            PeopleRules rules,
            @Value("${parley.commands.max-in-flight:1024}") int maxInFlight,
            Clock clock,
            MeterRegistry meters) {
        return new CommandSide(store, limits, rules, maxInFlight, clock, meters);
    }

    @Bean
    CommandBus commandBus(CommandSide commandSide) {
        return commandSide.bus();
    }

    @Bean
    CommandGateway commandGateway(CommandSide commandSide) {
        return commandSide.gateway();
    }

    @Bean
    PeopleDirectory peopleDirectory(CommandSide commandSide) {
        return commandSide.people();
    }

    @Bean(destroyMethod = "") // the command side closes it, after what it does with it
    EventStorage eventStorage(CommandSide commandSide) {
        return commandSide.storage();
    }

    @Bean
    EventStore eventStore(EventStorage storage) {
        return storage.events();
    }

    /** For whoever reads it as a whole. A relational store has tools of its own for that. */
    @Bean
    @Nullable
    EventArchive eventArchive(EventStorage storage) {
        return storage instanceof RocksEventStorage rocks ? new LogArchive(rocks.log()) : null;
    }

    @Bean
    Serializer eventSerializer(CommandSide commandSide) {
        return commandSide.serializer();
    }

    @Bean
    CommandDispatch commandDispatch(CommandGateway gateway) {
        return new CommandDispatch(gateway);
    }

    @Bean(destroyMethod = "close")
    ViewStore commandViewStore(MongoClient mongo, @Value("${parley.mongo.uri}") String uri) {
        return new ViewStore(mongo.getDatabase(
                Objects.requireNonNull(new ConnectionString(uri).getDatabase(), "parley.mongo.uri names no database")));
    }

    @Bean
    Registration contactBounds(CommandBus bus, ViewStore views, PeopleRules rules, Clock clock) {
        return ContactAggregates.bound(bus, views, rules, clock);
    }

    @Bean
    Farewells farewells(
            @Value("${parley.kafka.bootstrap-servers}") String bootstrapServers,
            CommandGateway commands,
            ViewStore views) {
        return new Farewells(bootstrapServers, commands, views);
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
