package dev.parley.projection.people;

import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;

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
        return switch (received.event()) {
            case PersonRegistered registered ->
                List.of(Change.put(
                        registered.person(),
                        new PersonView(
                                registered.person(),
                                registered.username(),
                                registered.displayName(),
                                received.version())));
        };
    }
}
