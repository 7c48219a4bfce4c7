package dev.parley.standalone.tale;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people do to each other in a group, and to its rules. */
final class MemberDeeds {

    private static final List<Duration> WHILES =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofDays(100));

    private final Chance chance;
    private final PlainPeople people;
    private int names;

    MemberDeeds(Chance chance, PlainPeople people) {
        this.chance = chance;
        this.people = people;
    }

    ConversationCommand next(PlainGroup group, UserId by) {
        ConversationId id = group.id;
        UserId other = people.anybody(chance);
        return switch (chance.kind(20)) {
            case 0, 1 -> new AddMembers(id, Set.of(other));
            case 2 -> new AddMembers(id, new LinkedHashSet<>(List.of(other, chance.any(people.living()), by)));
            case 3, 4 -> new KickMember(id, other);
            case 5 -> new LeaveConversation(id);
            case 6 -> new BanMember(id, other);
            case 7 -> new UnbanMember(id, other);
            case 8, 9 -> new ChangeMember(id, other, MemberRole.ADMIN, null, null);
            case 10 -> new ChangeMember(id, other, MemberRole.MEMBER, null, null);
            case 11 -> new ChangeMember(id, other, null, chance.oneIn(3) ? "" : "nickname " + names++, null);
            case 12, 13 -> new ChangeMember(id, other, null, null, group.now().plus(chance.any(WHILES)));
            case 14 -> new TransferOwnership(id, other);
            case 15 -> chance.oneIn(4) ? new DisbandGroup(id) : new KickMember(id, other);
            default -> settings(id);
        };
    }

    private ChangeGroupSettings settings(ConversationId id) {
        return switch (chance.below(8)) {
            case 0 -> whoMay(id, anyRole(), null, null, null);
            case 1 -> whoMay(id, null, anyRole(), null, null);
            case 2 -> whoMay(id, null, null, anyRole(), null);
            case 3 -> whoMay(id, null, null, null, anyRole());
            case 4 -> rest(id, chance.any(JoinMode.values()), null, null, null);
            case 5 -> rest(id, null, chance.any(HistoryForNewcomers.values()), null, null);
            case 6 -> rest(id, null, null, chance.below(3) * 3, null);
            default -> rest(id, null, null, null, chance.heads());
        };
    }

    private static ChangeGroupSettings whoMay(
            ConversationId id,
            @Nullable MemberRole post,
            @Nullable MemberRole invite,
            @Nullable MemberRole pin,
            @Nullable MemberRole mentionEveryone) {
        return new ChangeGroupSettings(id, post, invite, null, pin, mentionEveryone, null, null, null, null);
    }

    private static ChangeGroupSettings rest(
            ConversationId id,
            @Nullable JoinMode join,
            @Nullable HistoryForNewcomers history,
            @Nullable Integer slowMode,
            @Nullable Boolean muteAll) {
        return new ChangeGroupSettings(id, null, null, null, null, null, join, history, slowMode, muteAll);
    }

    private MemberRole anyRole() {
        return chance.any(MemberRole.values());
    }
}
