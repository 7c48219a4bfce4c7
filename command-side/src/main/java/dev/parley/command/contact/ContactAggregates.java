package dev.parley.command.contact;

import dev.parley.api.people.FriendshipCommand;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.store.AggregateMemory;
import dev.parley.command.view.ViewStore;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Tells Axon what lives in this package. */
public final class ContactAggregates {

    private ContactAggregates() {}

    /** Which of its snapshots are of use. */
    public static SnapshotFilter snapshots() {
        return RevisionSnapshotFilter.builder()
                .type(Friendship.class.getSimpleName())
                .revision(Friendship.REVISION)
                .build();
    }

    public static void register(
            Configurer configurer,
            PeopleRules rules,
            PeopleDirectory people,
            EventStore events,
            AggregateMemory memory) {
        Contacts contacts = new StoredContacts(events, people);
        configurer
                .registerComponent(PeopleRules.class, configuration -> rules)
                .registerComponent(Contacts.class, configuration -> contacts)
                .configureAggregate(memory.of(AggregateConfigurer.defaultConfiguration(Friendship.class))
                        .configureCommandTargetResolver(configuration -> command -> new VersionedAggregateIdentifier(
                                ((FriendshipCommand) command.getPayload()).friendship(), null)));
    }

    /** Puts the rules in force that need to look beyond two people. */
    public static void guard(CommandBus commands, PeopleDirectory people) {
        commands.registerHandlerInterceptor(new KnownContactPolicy(people));
    }

    /** Bounds what somebody has around them, as far as the views know it. */
    public static Registration bound(CommandBus commands, ViewStore views, PeopleRules rules, Clock clock) {
        return commands.registerHandlerInterceptor(new ContactRoomPolicy(views, rules, clock));
    }
}
