package dev.parley.client;

/**
 * How far a device is in a conversation.
 *
 * @param version of the newest event that it has
 */
public record Head(long version, Standing standing) {

    /** Whether the person is in the conversation, as of that event. */
    public enum Standing {
        MEMBER,
        GONE,
        /** The conversation was reloaded, and what happened to it since has not said yet. */
        UNKNOWN
    }
}
