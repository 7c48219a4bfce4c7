package dev.parley.api.people;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What can happen to a person's public side. The order of a person's events is their {@code version}. */
public sealed interface PersonEvent {

    UserId person();

    Instant at();

    /** Somebody joined this installation. The user name is unique and as its owner wrote it. */
    @Revision("1")
    record PersonRegistered(UserId person, String username, String displayName, Instant at) implements PersonEvent {}
}
