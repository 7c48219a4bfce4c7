package dev.parley.command.people;

import dev.parley.api.people.Privacy;

/** What others have to know of somebody before they turn to them. */
public record Standing(Privacy privacy, boolean erased) {

    /** Of somebody who has just joined. */
    public static final Standing NEW = new Standing(Privacy.OPEN, false);
}
