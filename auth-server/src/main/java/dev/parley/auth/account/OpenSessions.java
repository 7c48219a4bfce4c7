package dev.parley.auth.account;

import dev.parley.api.people.UserId;

/** What somebody is signed in with, wherever that is kept. Called in the transaction that changes the account. */
public interface OpenSessions {

    /** Ends all of them. */
    void endAll(UserId user);

    /** Ends all but the one that they are acting from. */
    void endAllBut(UserId user, String session);

    /** Ends all of them, because the person is no longer welcome or no longer there. */
    void shutOut(UserId user);
}
