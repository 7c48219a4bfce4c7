package dev.parley.command.people;

import dev.parley.api.people.PersonState;
import dev.parley.api.people.Privacy;

/** What others have to know of somebody before they turn to them. */
public record Standing(Privacy privacy, PersonState state) {

    /** Of somebody who has just joined. */
    public static final Standing NEW = new Standing(Privacy.OPEN, PersonState.ACTIVE);

    public boolean erased() {
        return state == PersonState.ERASED;
    }

    public boolean suspended() {
        return state == PersonState.SUSPENDED;
    }

    Standing with(PersonState other) {
        return new Standing(privacy, other);
    }
}
