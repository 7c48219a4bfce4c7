package dev.parley.command.contact;

import dev.parley.api.people.UserId;

/**
 * Knows how people stand to each other, from the event store itself: what somebody was told is done is in force from then on. Blocks for
 * as long as a disk takes.
 */
@FunctionalInterface
public interface Contacts {

    /** What {@code by} may do where {@code other} is concerned, who exists or once did. */
    Rapport of(UserId by, UserId other);
}
