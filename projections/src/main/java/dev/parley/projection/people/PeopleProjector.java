package dev.parley.projection.people;

import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everybody's public side. */
final class PeopleProjector implements Projector<UserId, PersonView> {

    @Override
    public String name() {
        return Projectors.PEOPLE;
    }

    @Override
    public List<Source<UserId, PersonView>> sources() {
        return List.of(Source.inOrder(Topic.PEOPLE_EVENTS, PersonEvent.class, this::on));
    }

    private List<Change<UserId, PersonView>> on(Received<PersonEvent> received) {
        long version = received.version();
        return List.of(
                switch (received.event()) {
                    case PersonRegistered registered ->
                        Change.put(
                                registered.person(),
                                new PersonView(
                                        registered.person(), registered.username(), registered.displayName(), version));
                    case ProfileChanged changed -> change(changed, person -> person.with(changed.profile(), version));
                    case PersonSuspended suspended ->
                        change(suspended, person -> person.with(PersonState.SUSPENDED, version));
                    case PersonReinstated reinstated ->
                        change(reinstated, person -> person.with(PersonState.ACTIVE, version));
                    case PersonErased erased -> change(erased, person -> person.erased(version));
                });
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
