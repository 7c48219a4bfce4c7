package dev.parley.projection.people;

import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.PrivacyChanged;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everybody's public side. Builds two views of the same shape: the one read by id, the other searched. */
final class PeopleProjector implements Projector<UserId, PersonView> {

    private final String name;

    PeopleProjector(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Source<UserId, PersonView>> sources() {
        return List.of(Source.inOrder(Topic.PEOPLE_EVENTS, PeopleEvent.class, this::on));
    }

    private List<Change<UserId, PersonView>> on(Received<PeopleEvent> received) {
        return switch (received.event()) {
            case PersonEvent event -> List.of(on(event, received.version()));
            case FriendshipEvent event -> List.of();
        };
    }

    private static Change<UserId, PersonView> on(PersonEvent event, long version) {
        return switch (event) {
            case PersonRegistered registered ->
                Change.put(
                        registered.person(),
                        new PersonView(registered.person(), registered.username(), registered.displayName(), version));
            case ProfileChanged changed -> change(changed, person -> person.with(changed.profile(), version));
            case PersonSuspended suspended -> change(suspended, person -> person.with(PersonState.SUSPENDED, version));
            case PersonReinstated reinstated -> change(reinstated, person -> person.with(PersonState.ACTIVE, version));
            case PersonErased erased -> change(erased, person -> person.erased(version));
            case PrivacyChanged changed -> change(changed, person -> person.with(changed.privacy(), version));
        };
    }

    /** A person's events come in their order, so whoever changes has been registered before. */
    private static Change<UserId, PersonView> change(PersonEvent event, UnaryOperator<PersonView> step) {
        return new Change<>(event.person(), before -> {
            if (before == null) {
                throw new IllegalStateException("Nobody registered " + event.person() + ", who changes.");
            }
            return step.apply(before);
        });
    }
}
