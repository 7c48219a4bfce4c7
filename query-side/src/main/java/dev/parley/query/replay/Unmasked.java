package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import java.util.UUID;

/** Everything. */
final class Unmasked implements Disclosure {

    private final PeopleNamed people = new PeopleNamed();

    @Override
    public ArchivedEvent show(ArchivedEvent event) {
        return event;
    }

    @Override
    public String aggregate(ArchivedEvent event) {
        return event.aggregate();
    }

    @Override
    public boolean names(UUID person, ArchivedEvent event) {
        return people.in(event).contains(person.toString());
    }

    @Override
    public boolean showsIds() {
        return true;
    }
}
