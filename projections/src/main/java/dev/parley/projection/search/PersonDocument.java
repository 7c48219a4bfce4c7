package dev.parley.projection.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.Privacy.Circle;
import dev.parley.api.people.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person as they are searched: {@code person} is kept and not searched, and the rest follows from it. Never removed, only marked: a
 * version that comes late could raise a removed one again.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonDocument(
        UserId user,
        @Nullable String username,
        @Nullable String displayName,
        Circle find,
        boolean present,
        PersonView person) {

    static PersonDocument of(PersonView person) {
        return new PersonDocument(
                person.user(),
                person.username(),
                person.displayName(),
                person.circles().find(),
                person.state() == PersonState.ACTIVE,
                person);
    }
}
