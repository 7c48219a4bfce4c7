package dev.parley.query.people;

import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;

/** A person's public profile. */
record PersonItem(UserId user, String username, String displayName) {

    static PersonItem of(PersonView view) {
        return new PersonItem(view.user(), view.username(), view.displayName());
    }
}
