package dev.parley.api.conversation;

import dev.parley.api.InvalidInput;

/**
 * The rules that a group gives itself. {@code post} to {@code mentionEveryone} are the lowest role that may.
 *
 * @param slowModeSeconds how long a member waits between two messages; 0 = no wait, admins never wait
 * @param muteAll only admins speak for now, whatever {@code post} says
 */
public record GroupSettings(
        MemberRole post,
        MemberRole invite,
        MemberRole editInfo,
        MemberRole pin,
        MemberRole mentionEveryone,
        JoinMode joinMode,
        HistoryForNewcomers history,
        int slowModeSeconds,
        boolean muteAll) {

    /** A day. */
    public static final int MAX_SLOW_MODE_SECONDS = 86_400;

    /** What a group starts with. */
    public static final GroupSettings DEFAULT = new GroupSettings(
            MemberRole.MEMBER,
            MemberRole.MEMBER,
            MemberRole.ADMIN,
            MemberRole.ADMIN,
            MemberRole.ADMIN,
            JoinMode.INVITE_ONLY,
            HistoryForNewcomers.FROM_JOINING,
            0,
            false);

    public GroupSettings {
        if (slowModeSeconds < 0 || slowModeSeconds > MAX_SLOW_MODE_SECONDS) {
            throw new InvalidInput(
                    "slowModeSeconds",
                    "The pause between two messages is 0 to " + MAX_SLOW_MODE_SECONDS + " seconds, not "
                            + slowModeSeconds + ".");
        }
    }
}
