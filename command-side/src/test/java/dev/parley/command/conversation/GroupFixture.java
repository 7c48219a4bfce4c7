package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.groupOf;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.people.UserId;
import java.time.Instant;

/** More words, for specifications about groups. */
final class GroupFixture {

    private GroupFixture() {}

    /** Ana owns it, Ben is an admin of it. */
    static ConversationFixture ledGroup(UserId... others) {
        UserId[] members = new UserId[others.length + 2];
        members[0] = ANA;
        members[1] = BEN;
        System.arraycopy(others, 0, members, 2, others.length);
        return groupOf(members).after(new MemberRoleChanged(GROUP, BEN, MemberRole.ADMIN, ANA, NOW));
    }

    static ChangeGroupSettings joining(JoinMode mode) {
        return new ChangeGroupSettings(GROUP, null, null, null, null, null, mode, null, null, null);
    }

    static ChangeGroupSettings showing(HistoryForNewcomers history) {
        return new ChangeGroupSettings(GROUP, null, null, null, null, null, null, history, null, null);
    }

    static ChangeGroupSettings muteAll(boolean silent) {
        return new ChangeGroupSettings(GROUP, null, null, null, null, null, null, null, null, silent);
    }

    static ChangeGroupSettings posting(MemberRole lowest) {
        return new ChangeGroupSettings(GROUP, lowest, null, null, null, null, null, null, null, null);
    }

    /** The event of a group that had the defaults. */
    static GroupSettingsChanged changed(ChangeGroupSettings change) {
        return new GroupSettingsChanged(GROUP, GroupSettings.DEFAULT.with(change), ANA, NOW);
    }

    static ConversationCommand role(UserId member, MemberRole role) {
        return new ChangeMember(GROUP, member, role, null, null);
    }

    static ConversationCommand nickname(UserId member, String nickname) {
        return new ChangeMember(GROUP, member, null, nickname, null);
    }

    static ConversationCommand mute(UserId member, Instant until) {
        return new ChangeMember(GROUP, member, null, null, until);
    }
}
