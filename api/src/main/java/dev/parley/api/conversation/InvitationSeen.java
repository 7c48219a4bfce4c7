package dev.parley.api.conversation;

import org.jspecify.annotations.Nullable;

/**
 * An invitation as whoever holds it sees it before they come in.
 *
 * @param name of the group; null when the invitation lets nobody in any more, and then nothing else is told either
 */
public record InvitationSeen(State state, @Nullable String name, int members) {

    /** Whether it is good, or why not. */
    public enum State {
        GOOD,
        REVOKED,
        USED_UP,
        EXPIRED,
        /** There is no such group any more. */
        OVER
    }
}
