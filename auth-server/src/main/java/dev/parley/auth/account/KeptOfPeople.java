package dev.parley.auth.account;

import dev.parley.api.people.UserId;

/** Something that a package keeps of people besides the account itself: second factors, applications, browser sessions. */
public interface KeptOfPeople {

    /** Called in the transaction that suspends the account; a refusal keeps that from happening. */
    default void suspend(UserId user) {}

    /** Removes all of it for good. Called in the transaction that erases the account. */
    void erase(UserId user);
}
