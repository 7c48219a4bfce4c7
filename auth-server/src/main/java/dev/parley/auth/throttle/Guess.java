package dev.parley.auth.throttle;

/** What can be guessed, each with counts of its own. */
public enum Guess {
    PASSWORD,
    SECOND_FACTOR,
    /** What a device shows, typed in a browser. */
    USER_CODE
}
