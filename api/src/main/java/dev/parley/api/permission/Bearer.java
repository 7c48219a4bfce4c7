package dev.parley.api.permission;

/** What kind of caller a token is in the hands of. */
public enum Bearer {
    /** A person, by Parley's own apps. */
    PERSON,
    /** An application of somebody else's, for a person who let it. */
    DELEGATE,
    /** An application for itself: behind it is nobody who could be a member of anything. */
    APPLICATION,
    /** A part of Parley, for no one. No token says so. */
    PARLEY
}
