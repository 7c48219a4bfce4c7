package dev.parley.api.people;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * What can happen to a person's public side. The order of a person's events is their {@code version}; {@code edition} counts the
 * changes of the account that an event tells of, and may skip some.
 */
public sealed interface PersonEvent extends PeopleEvent {

    UserId person();

    Instant at();

    /** Somebody joined this installation. The user name is unique and as its owner wrote it. */
    @Revision("1")
    record PersonRegistered(UserId person, String username, String displayName, Instant at) implements PersonEvent {}

    /** Somebody shows themselves in another way; the profile is whole. */
    @Revision("1")
    record ProfileChanged(UserId person, long edition, Profile profile, Instant at) implements PersonEvent {}

    @Revision("1")
    record PersonSuspended(UserId person, long edition, Instant at) implements PersonEvent {}

    @Revision("1")
    record PersonReinstated(UserId person, long edition, Instant at) implements PersonEvent {}

    /** Somebody is gone. Whoever shows people forgets the name and the profile; the id stays, and what they did stays with it. */
    @Revision("1")
    record PersonErased(UserId person, long edition, Instant at) implements PersonEvent {}

    /** Whom they let near them, from now on; whole. */
    @Revision("2")
    record PrivacyChanged(UserId person, Privacy privacy, Instant at) implements PersonEvent {}
}
