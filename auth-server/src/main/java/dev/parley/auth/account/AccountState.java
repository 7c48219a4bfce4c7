package dev.parley.auth.account;

/** What an account may still do. */
public enum AccountState {
    ACTIVE,
    /** Cannot sign in until somebody reinstates it. */
    SUSPENDED,
    /** Nothing is left of it but its id, and the likeness of its user name, which nobody else gets. */
    ERASED
}
