package dev.parley.api.people;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a person's public side. All but {@code ChangePrivacy} is sent by the authorization server, from the row of
 * their account, which counts its changes: {@code edition}. What is not newer than what the person has seen already changes nothing, so that a command
 * may come any number of times and late.
 */
public sealed interface PersonCommand {

    UserId person();

    /**
     * Makes a person known to everybody. Sent by the authorization server once it keeps their credentials; sending it again with
     * the same content changes nothing, with other content it is a {@code CONFLICT}.
     */
    record RegisterPerson(@TargetAggregateIdentifier UserId person, String username, String displayName)
            implements PersonCommand {}

    /** Shows somebody as they want to be seen from now on: the whole profile, not a difference. */
    record ChangeProfile(@TargetAggregateIdentifier UserId person, long edition, Profile profile)
            implements PersonCommand {}

    record SuspendPerson(@TargetAggregateIdentifier UserId person, long edition) implements PersonCommand {}

    record ReinstatePerson(@TargetAggregateIdentifier UserId person, long edition) implements PersonCommand {}

    /** Takes everything that is public about somebody away, for ever. */
    record ErasePerson(@TargetAggregateIdentifier UserId person, long edition) implements PersonCommand {}

    /** Decides whom somebody lets near them. Null = as it is. They ask for it themselves. */
    record ChangePrivacy(
            @TargetAggregateIdentifier UserId person,
            Privacy.@Nullable Circle find,
            Privacy.@Nullable Circle write,
            Privacy.@Nullable Circle addToGroups,
            Privacy.@Nullable Circle presence)
            implements PersonCommand {}
}
