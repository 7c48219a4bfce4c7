package dev.parley.api.people;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a person's public side. */
public sealed interface PersonCommand {

    UserId person();

    /**
     * Makes a person known to everybody. Sent by the authorization server once it keeps their credentials; sending it again with
     * the same content changes nothing, with other content it is a {@code CONFLICT}.
     */
    record RegisterPerson(@TargetAggregateIdentifier UserId person, String username, String displayName)
            implements PersonCommand {}
}
