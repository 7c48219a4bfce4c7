package dev.parley.command.conversation;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.store.AggregateMemory;
import dev.parley.eventstore.EventKeys;
import dev.parley.eventstore.EventStorage;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Tells Axon what lives in this package. */
public final class ConversationAggregates {

    private ConversationAggregates() {}

    /** By what its events are found again. */
    public static EventKeys keys() {
        return PriorSends.KEYS;
    }

    /** Which of its snapshots are of use. */
    public static SnapshotFilter snapshots() {
        return RevisionSnapshotFilter.builder()
                .type(
                        Conversation.class
                                .getSimpleName()) // as Axon calls it in the store; by its class, none would match
                .revision(Conversation.REVISION)
                .build();
    }

    public static void register(
            Configurer configurer, ConversationLimits limits, EventStorage storage, AggregateMemory memory) {
        configurer
                .registerComponent(ConversationLimits.class, configuration -> limits)
                .registerComponent(PriorSends.class, configuration -> PriorSends.in(storage))
                .configureAggregate(memory.of(AggregateConfigurer.defaultConfiguration(Conversation.class))
                        // Axon's own looks for annotations anew with each command.
                        .configureCommandTargetResolver(configuration -> command -> new VersionedAggregateIdentifier(
                                ((ConversationCommand) command.getPayload()).conversation(), null)));
    }

    /** Puts the rules in force that need to look beyond one conversation. */
    public static void guard(CommandBus commands, PeopleDirectory people) {
        commands.registerHandlerInterceptor(new KnownPeoplePolicy(people));
    }
}
