package dev.parley.standalone.tale;

import static dev.parley.api.Reason.MAY_NOT_JOIN;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.conversation.MemberRole.ADMIN;
import static dev.parley.api.conversation.MemberRole.MEMBER;
import static dev.parley.api.conversation.MemberRole.OWNER;
import static dev.parley.standalone.tale.PlainGroup.require;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.conversation.MessageCommand;
import dev.parley.api.people.UserId;
import dev.parley.standalone.tale.PlainConversation.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What each command does to a conversation, or why it does not. */
final class PlainRules {

    private final PlainConversation conversation;
    private final PlainGroup group;
    private final PlainPeople people;

    PlainRules(PlainConversation conversation, PlainPeople people) {
        this.conversation = conversation;
        this.group = conversation.group;
        this.people = people;
    }

    /** Does it, or throws why not. Who wishes for what is already so has their wish. */
    Answer handle(ConversationCommand command, UserId by) {
        switch (command) {
            case MessageCommand said -> {
                return conversation.handle(said, by, people);
            }
            case AddMembers add -> {
                people.requireKnown(add.users());
                group.requireRole(by, group.settings.invite());
                List<UserId> newcomers =
                        add.users().stream().filter(user -> !group.has(user)).toList();
                if (!newcomers.isEmpty()) {
                    newcomers.forEach(user -> people.requireAdding(by, user));
                    let(newcomers);
                }
            }
            case KickMember kick -> {
                group.requireAbove(by, kick.member());
                if (group.has(kick.member())) {
                    group.lose(kick.member(), "MemberKicked");
                }
            }
            case LeaveConversation leave -> {
                group.requireRole(by, MEMBER);
                boolean last = group.members().size() == 1;
                require(group.role(by) != OWNER || last, NOT_ALLOWED);
                group.lose(by, "MemberLeft");
                if (last) {
                    group.end();
                }
            }
            case DisbandGroup disband -> {
                if (!group.over || !group.seats.containsKey(by)) {
                    group.requireRole(by, OWNER);
                    group.end();
                }
            }
            case BanMember ban -> {
                people.requireKnown(List.of(ban.member()));
                group.requireAbove(by, ban.member());
                if (!group.banned.contains(ban.member())) {
                    if (group.has(ban.member())) {
                        group.lose(ban.member(), "MemberKicked");
                    }
                    group.banned.add(ban.member());
                    group.waiting.remove(ban.member());
                    group.happen("MemberBanned");
                }
            }
            case UnbanMember unban -> {
                group.requireRole(by, ADMIN);
                if (group.banned.remove(unban.member())) {
                    group.happen("MemberUnbanned");
                }
            }
            case ChangeMember change -> change(change, by);
            case TransferOwnership transfer -> {
                group.requireRole(by, MEMBER);
                if (!group.has(transfer.to()) || group.role(transfer.to()) != OWNER) {
                    group.requireRole(by, OWNER);
                    require(group.has(transfer.to()), NOT_FOUND);
                    group.seats.get(by).role = ADMIN;
                    group.seats.get(transfer.to()).role = OWNER;
                    group.mutedUntil.remove(transfer.to());
                    group.happen("OwnershipTransferred");
                }
            }
            case ChangeGroupSettings change -> {
                boolean whoMay = change.post() != null
                        || change.invite() != null
                        || change.pin() != null
                        || change.mentionEveryone() != null;
                group.requireRole(by, whoMay ? OWNER : ADMIN);
                if (!group.settings.with(change).equals(group.settings)) {
                    group.settings = group.settings.with(change);
                    if (group.settings.slowModeSeconds() == 0) {
                        group.spoke.clear();
                    }
                    group.happen("GroupSettingsChanged");
                }
            }
            case CreateInvitation create -> group.invitations.create(create, by);
            case RevokeInvitation revoke -> group.invitations.revoke(revoke, by);
            case AcceptInvitation accept -> {
                if (group.invitations.accept(accept, by)) {
                    let(List.of(by));
                }
            }
            case JoinGroup join -> {
                if (!group.has(by)) {
                    group.requireMayCome(by);
                    require(group.settings.joinMode() == JoinMode.OPEN, MAY_NOT_JOIN);
                    let(List.of(by));
                }
            }
            case RequestToJoin request -> {
                if (!group.has(by) && !group.waiting.contains(by)) {
                    group.requireMayCome(by);
                    if (group.settings.joinMode() == JoinMode.OPEN) {
                        let(List.of(by));
                    } else {
                        group.waiting.add(by);
                        group.happen("JoinRequested");
                    }
                }
            }
            case WithdrawJoinRequest withdraw -> {
                if (group.waiting.remove(by)) {
                    group.happen("JoinRequestWithdrawn");
                } else if (!group.has(by)) {
                    boolean shows = !group.over && group.settings.joinMode() != JoinMode.INVITE_ONLY;
                    require(shows, NOT_FOUND);
                }
            }
            case ApproveJoinRequest approve -> {
                people.requireKnown(List.of(approve.user()));
                group.requireRole(by, ADMIN);
                if (!group.has(approve.user())) {
                    require(group.waiting.contains(approve.user()), NOT_FOUND);
                    let(List.of(approve.user()));
                }
            }
            case RejectJoinRequest reject -> {
                group.requireRole(by, ADMIN);
                require(!group.has(reject.user()), NOT_FOUND);
                if (group.waiting.remove(reject.user())) {
                    group.happen("JoinRequestRejected");
                }
            }
            default -> throw new UnsupportedOperationException(command.toString());
        }
        return new Answer(group.version(), 0);
    }

    private void let(List<UserId> newcomers) {
        group.let(newcomers, conversation.messages.size(), group.settings.history() == HistoryForNewcomers.ALL);
    }

    /** One thing at a time: a role, a name, or a mute, which a time that is over ends. */
    private void change(ChangeMember change, UserId by) {
        UserId member = change.member();
        group.requireRole(by, MEMBER);
        require(group.has(member), NOT_FOUND);
        if (change.role() != null) {
            group.requireRole(by, OWNER);
            require(!member.equals(by), NOT_ALLOWED);
            if (group.role(member) != change.role()) {
                group.seats.get(member).role = change.role();
                group.happen("MemberRoleChanged");
            }
        } else if (change.nickname() != null) {
            if (!member.equals(by)) {
                group.requireAbove(by, member);
            }
            String before = group.nicknames.getOrDefault(member, "");
            if (!change.nickname().equals(before)) {
                group.nicknames.put(member, change.nickname());
                group.happen("NicknameChanged");
            }
        } else if (change.mutedUntil() != null) {
            group.requireAbove(by, member);
            mute(member, change.mutedUntil());
        }
    }

    private void mute(UserId member, Instant until) {
        if (until.isAfter(group.now())) {
            if (!until.equals(group.mutedUntil.put(member, until))) {
                group.happen("MemberMuted");
            }
        } else if (group.muted(member)) {
            group.mutedUntil.remove(member);
            group.happen("MemberUnmuted");
        }
    }

    /** Somebody exists no more: what is theirs goes to whoever is longest there, admins first. */
    void end(UserId erased) {
        if (group.waiting.remove(erased)) {
            group.happen("JoinRequestWithdrawn");
        }
        if (!group.has(erased)) {
            return;
        }
        List<UserId> others = new ArrayList<>(group.members());
        others.remove(erased);
        if (group.role(erased) == OWNER && !others.isEmpty()) {
            UserId heir = others.stream()
                    .filter(user -> group.role(user) == ADMIN)
                    .findFirst()
                    .orElse(others.getFirst());
            group.seats.get(heir).role = OWNER;
            group.seats.get(erased).role = ADMIN;
            group.mutedUntil.remove(heir);
            group.happen("OwnershipTransferred");
        }
        group.lose(erased, "MemberLeft");
        if (others.isEmpty() && group.type == ConversationType.GROUP) {
            group.end();
        }
    }
}
