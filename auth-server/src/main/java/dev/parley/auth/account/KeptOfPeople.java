package dev.parley.auth.account;

import dev.parley.api.people.UserId;

/** Something that a package keeps of people besides the account itself: second factors, applications, browser sessions. */
public interface KeptOfPeople {

    /** Removes all of it for good. Called in the transaction that erases the account. */
    void erase(UserId user);
}
