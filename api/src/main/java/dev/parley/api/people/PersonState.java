package dev.parley.api.people;

/** Whether somebody is still among us. {@code ERASED} is for ever. */
public enum PersonState {
    ACTIVE,
    /** May come back, and cannot do anything until then. */
    SUSPENDED,
    /** Nothing is left but the id. */
    ERASED
}
