package dev.parley.command;

import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.bus.ParleyCommandBus;
import dev.parley.command.bus.PermissionGate;
import dev.parley.command.contact.ContactAggregates;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationAggregates;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.people.PeopleAggregates;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.schedule.ScheduleAggregates;
import dev.parley.command.store.AggregateMemory;
import dev.parley.command.store.EventStorages;
import dev.parley.command.store.KeyWindow;
import dev.parley.command.store.SnapshotThread;
import dev.parley.command.store.StoreSettings;
import dev.parley.command.store.StoredRevisions;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The aggregates, their bus and their event store, wired and running, without a web server and without Kafka. Axon is wired by hand:
 * its own auto-configuration would bring an update checker that calls home, JPA and a second JSON library.
 */
public final class CommandSide implements AutoCloseable {

    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final EventStorage storage;
    private final KeyWindow keyWindow;
    private final SnapshotThread snapshotThread = new SnapshotThread();
    private final ParleyCommandBus bus;
    private final PeopleDirectory people;
    private final Configuration axon;

    /**
     * @param maxInFlight the most commands that are under way at once
     * @throws dev.parley.eventstore.CannotOpenStore when the event store cannot be opened
     */
    public CommandSide(
            StoreSettings store,
            ConversationLimits limits,
            PeopleRules rules,
            int maxInFlight,
            Clock clock,
            MeterRegistry meters) {
        this(settings -> EventStorages.open(store.url(), settings), store, limits, rules, maxInFlight, clock, meters);
    }

    /** On an event store that fails on purpose, for instance. */
    CommandSide(
            Function<StorageSettings, EventStorage> opening,
            StoreSettings store,
            ConversationLimits limits,
            PeopleRules rules,
            int maxInFlight,
            Clock clock,
            MeterRegistry meters) {
        storage = opening.apply(new StorageSettings(
                serializer, new StoredRevisions(), ConversationAggregates.keys(), snapshots(), clock));
        keyWindow = new KeyWindow(storage, clock, limits.idempotencyWindow());
        bus = ParleyCommandBus.create(maxInFlight, storage, meters);
        AggregateMemory memory = new AggregateMemory(storage, store);
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEventStore(configuration -> storage.events())
                .configureTransactionManager(configuration -> storage.transactions())
                .configureCommandBus(configuration -> bus)
                .configureSnapshotter(configuration -> snapshotThread.snapshotter(configuration, memory.cache(), clock))
                .configureCorrelationDataProviders(configuration -> List.of(
                        new MessageOriginProvider(),
                        new SimpleCorrelationDataProvider(
                                CommandMetadata.SENDER, CommandMetadata.DEVICE, CommandMetadata.TRACE)))
                .registerComponent(Clock.class, configuration -> clock);
        people = new PeopleDirectory(storage.events());
        PeopleAggregates.register(configurer, memory);
        ContactAggregates.register(configurer, rules, people, storage.events(), memory);
        ConversationAggregates.register(configurer, limits, storage, memory);
        ScheduleAggregates.register(configurer, memory);
        axon = configurer.buildConfiguration();
        // Axon does this for a bus of its own making only.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        bus.registerHandlerInterceptor(new PermissionGate());
        ConversationAggregates.guard(bus, people);
        ContactAggregates.guard(bus, people);
        axon.start();
    }

    private static SnapshotFilter snapshots() {
        return ConversationAggregates.snapshots()
                .combine(PeopleAggregates.snapshots())
                .combine(ContactAggregates.snapshots())
                .combine(ScheduleAggregates.snapshots());
    }

    public EventStorage storage() {
        return storage;
    }

    public Serializer serializer() {
        return serializer;
    }

    public PeopleDirectory people() {
        return people;
    }

    public CommandBus bus() {
        return bus;
    }

    public CommandGateway gateway() {
        return axon.commandGateway();
    }

    /** Lets the commands that have begun finish, then closes the store. */
    @Override
    public void close() {
        bus.close();
        axon.shutdown();
        snapshotThread.close();
        keyWindow.close();
        storage.close();
    }
}
