package dev.parley.api.conversation;

import dev.parley.api.InvalidInput;
import org.jspecify.annotations.Nullable;

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

    /** As they are after a change. */
    public GroupSettings with(GroupCommand.ChangeGroupSettings change) {
        return new GroupSettings(
                changed(post, change.post()),
                changed(invite, change.invite()),
                changed(editInfo, change.editInfo()),
                changed(pin, change.pin()),
                changed(mentionEveryone, change.mentionEveryone()),
                changed(joinMode, change.joinMode()),
                changed(history, change.history()),
                changed(slowModeSeconds, change.slowModeSeconds()),
                changed(muteAll, change.muteAll()));
    }

    private static <T> T changed(T before, @Nullable T change) {
        return change == null ? before : change;
    }
}
