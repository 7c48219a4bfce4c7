package dev.parley.api.permission;

import static dev.parley.api.people.Role.ADMINISTRATOR;
import static dev.parley.api.people.Role.ANALYST;
import static dev.parley.api.people.Role.MODERATOR;
import static dev.parley.api.permission.Scope.ADMIN;
import static dev.parley.api.permission.Scope.CHAT;
import static dev.parley.api.permission.Scope.CONVERSATIONS_READ;
import static dev.parley.api.permission.Scope.EVENTS_REPLAY;
import static dev.parley.api.permission.Scope.MESSAGES_READ;
import static dev.parley.api.permission.Scope.MESSAGES_SEND;
import static dev.parley.api.permission.Scope.USERS_READ;
import static dev.parley.api.permission.Terms.ownApps;
import static dev.parley.api.permission.Terms.parleyItself;
import static dev.parley.api.permission.Terms.people;
import static dev.parley.api.permission.Terms.peopleAndApplications;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.GroupCommand;
import dev.parley.api.conversation.MembershipCommand;
import dev.parley.api.conversation.MessageCommand;
import dev.parley.api.people.FriendshipCommand;
import dev.parley.api.people.PersonCommand;
import dev.parley.api.people.Role;
import dev.parley.api.schedule.ScheduleCommand;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every command and every query, and who may: a caller of the right kind, with one of the scopes and one of the roles. Asked where it is
 * decided, whichever door the caller came through. What somebody is inside a conversation is the conversation's own matter, after this.
 */
public enum Permission {
    CREATE_CONVERSATION(people().with(CHAT)),
    ADD_MEMBERS(people().with(CHAT)),
    KICK_MEMBER(people().with(CHAT)),
    LEAVE_CONVERSATION(people().with(CHAT)),
    /** By oneself: an open group, a link, a request and its end. */
    JOIN_GROUP(people().with(CHAT)),
    /** What makes a group what it is: its looks, its rules, who is what in it, who gets in. */
    MANAGE_GROUP(people().with(CHAT)),
    /** An application that acts for itself is a member like others, and no more. */
    SEND_MESSAGE(peopleAndApplications().with(CHAT, MESSAGES_SEND)),
    /** Says elsewhere what one may read here. */
    FORWARD_MESSAGES(people().with(CHAT)),
    EDIT_MESSAGE(people().with(CHAT, MESSAGES_SEND)),
    RECALL_MESSAGE(people().with(CHAT, MESSAGES_SEND)),
    REACT_TO_MESSAGE(people().with(CHAT, MESSAGES_SEND)),
    PIN_MESSAGE(people().with(CHAT)),
    SCHEDULE_MESSAGES(people().with(CHAT, MESSAGES_SEND)),
    /** Friends, requests, remarks and blocks: what one does about other people, and the lists of it. */
    MANAGE_CONTACTS(people().with(CHAT)),
    /** What one notes for oneself about conversations and messages: pinned, muted, hidden, cleared, drafts, favourites. */
    KEEP_NOTES(people().with(CHAT)),
    CHANGE_PRIVACY(ownApps().with(CHAT)),
    /** Says how far they have read or received. */
    MOVE_POSITION(people().with(CHAT)),
    /** Has what happens pushed to them, and asks for what they missed. */
    RECEIVE_EVENTS(people().with(CHAT)),
    LIST_CONVERSATIONS(peopleAndApplications().with(CHAT, CONVERSATIONS_READ)),
    FIND_CONVERSATION(peopleAndApplications().with(CHAT, CONVERSATIONS_READ)),
    READ_MESSAGES(peopleAndApplications().with(CHAT, MESSAGES_READ)),
    SEARCH_MESSAGES(people().with(CHAT, MESSAGES_READ)),
    FIND_PEOPLE(peopleAndApplications().with(CHAT, USERS_READ)),
    /** By name, or by whom one has in common: whom one may find depends on who one is. */
    SEARCH_PEOPLE(people().with(CHAT, USERS_READ)),
    /** What concerns one's own account: profile, devices, password, consents, applications. An application of others does none of that. */
    MANAGE_OWN_ACCOUNT(ownApps().with(CHAT)),
    /** Reads what happened to everybody, masked. */
    REPLAY_EVENTS(peopleAndApplications().with(EVENTS_REPLAY).as(ANALYST)),
    /** Reads it as it was said, by whom; asked for besides REPLAY_EVENTS. */
    REPLAY_UNMASKED(people().with(ADMIN).as(ADMINISTRATOR)),
    FIND_ACCOUNTS(people().with(ADMIN).as(MODERATOR, ADMINISTRATOR)),
    SUSPEND_ACCOUNT(people().with(ADMIN).as(MODERATOR, ADMINISTRATOR)),
    REINSTATE_ACCOUNT(people().with(ADMIN).as(MODERATOR, ADMINISTRATOR)),
    ERASE_ACCOUNT(people().with(ADMIN).as(ADMINISTRATOR)),
    END_SESSIONS(people().with(ADMIN).as(ADMINISTRATOR)),
    CHANGE_ROLES(people().with(ADMIN).as(ADMINISTRATOR)),
    /** Tells people something in the name of the service. */
    POST_NOTICE(people().with(ADMIN).as(ADMINISTRATOR)),
    /** Whatever else concerns the whole installation. */
    ADMINISTER(people().with(ADMIN).as(ADMINISTRATOR)),
    REGISTER_PERSON(parleyItself()),
    /** Tells what has changed about an account: its profile, or whether it is suspended or erased. */
    CHANGE_PERSON(parleyItself()),
    /** Shows whoever holds an invitation where it leads, on a page for people who have no account yet. */
    SHOW_INVITATION(parleyItself()),
    /** Lets happen what was decided for a certain time. */
    KEEP_TIME(parleyItself());

    @SuppressWarnings("ImmutableEnumChecker") // a record of copied sets
    private final Terms terms;

    Permission(Terms terms) {
        this.terms = terms;
    }

    /** What handling this command needs. The compiler sees to it that none of a known family is left out; a stranger's is refused. */
    public static Permission toHandle(Object command) {
        return switch (command) {
            case ConversationCommand one -> toHandle(one);
            case PersonCommand one -> toHandle(one);
            case FriendshipCommand one -> toHandle(one);
            case ScheduleCommand one -> toHandle(one);
            default ->
                throw new CommandRefused(Reason.FORBIDDEN, "Nobody may do this: no permission names such a command.");
        };
    }

    private static Permission toHandle(ConversationCommand command) {
        return switch (command) {
            case ConversationCommand.CreateConversation create -> CREATE_CONVERSATION;
            case MembershipCommand membership -> toHandle(membership);
            case GroupCommand group -> MANAGE_GROUP;
            case MessageCommand message -> toHandle(message);
        };
    }

    private static Permission toHandle(MembershipCommand command) {
        return switch (command) {
            case ConversationCommand.AddMembers add -> ADD_MEMBERS;
            case ConversationCommand.KickMember kick -> KICK_MEMBER;
            case ConversationCommand.LeaveConversation leave -> LEAVE_CONVERSATION;
            case MembershipCommand.JoinGroup join -> JOIN_GROUP;
            case MembershipCommand.RequestToJoin request -> JOIN_GROUP;
            case MembershipCommand.WithdrawJoinRequest withdraw -> JOIN_GROUP;
            case MembershipCommand.AcceptInvitation accept -> JOIN_GROUP;
            case MembershipCommand.LookAtInvitation look -> SHOW_INVITATION;
            case MembershipCommand.ApproveJoinRequest approve -> MANAGE_GROUP;
            case MembershipCommand.RejectJoinRequest reject -> MANAGE_GROUP;
            case MembershipCommand.CreateInvitation create -> MANAGE_GROUP;
            case MembershipCommand.RevokeInvitation revoke -> MANAGE_GROUP;
            case MembershipCommand.BanMember ban -> MANAGE_GROUP;
            case MembershipCommand.UnbanMember unban -> MANAGE_GROUP;
            case MembershipCommand.ChangeMember change -> MANAGE_GROUP;
            case MembershipCommand.TransferOwnership transfer -> MANAGE_GROUP;
            case MembershipCommand.RemoveErasedMember remove -> CHANGE_PERSON;
        };
    }

    private static Permission toHandle(MessageCommand command) {
        return switch (command) {
            case ConversationCommand.SendMessage send -> SEND_MESSAGE;
            case MessageCommand.EditMessage edit -> EDIT_MESSAGE;
            case MessageCommand.RecallMessage recall -> RECALL_MESSAGE;
            case MessageCommand.ExpireMessage expire -> KEEP_TIME;
            case MessageCommand.AddReaction add -> REACT_TO_MESSAGE;
            case MessageCommand.RemoveReaction remove -> REACT_TO_MESSAGE;
            case MessageCommand.PinMessage pin -> PIN_MESSAGE;
            case MessageCommand.UnpinMessage unpin -> PIN_MESSAGE;
            case MessageCommand.PostNotice post -> POST_NOTICE;
            case MessageCommand.WriteToPerson write -> SEND_MESSAGE;
        };
    }

    private static Permission toHandle(PersonCommand command) {
        return switch (command) {
            case PersonCommand.RegisterPerson register -> REGISTER_PERSON;
            case PersonCommand.ChangeProfile change -> CHANGE_PERSON;
            case PersonCommand.SuspendPerson suspend -> CHANGE_PERSON;
            case PersonCommand.ReinstatePerson reinstate -> CHANGE_PERSON;
            case PersonCommand.ErasePerson erase -> CHANGE_PERSON;
            case PersonCommand.ChangePrivacy change -> CHANGE_PRIVACY;
        };
    }

    private static Permission toHandle(FriendshipCommand command) {
        return switch (command) {
            case FriendshipCommand.RequestFriendship request -> MANAGE_CONTACTS;
            case FriendshipCommand.AcceptFriendRequest accept -> MANAGE_CONTACTS;
            case FriendshipCommand.DeclineFriendRequest decline -> MANAGE_CONTACTS;
            case FriendshipCommand.WithdrawFriendRequest withdraw -> MANAGE_CONTACTS;
            case FriendshipCommand.RemoveFriend remove -> MANAGE_CONTACTS;
            case FriendshipCommand.RemarkFriend remark -> MANAGE_CONTACTS;
            case FriendshipCommand.BlockPerson block -> MANAGE_CONTACTS;
            case FriendshipCommand.UnblockPerson unblock -> MANAGE_CONTACTS;
            case FriendshipCommand.EndErasedContact end -> CHANGE_PERSON;
        };
    }

    private static Permission toHandle(ScheduleCommand command) {
        return switch (command) {
            case ScheduleCommand.ScheduleMessage schedule -> SCHEDULE_MESSAGES;
            case ScheduleCommand.CancelScheduledMessage cancel -> SCHEDULE_MESSAGES;
            case ScheduleCommand.TakeDueMessage take -> KEEP_TIME;
            case ScheduleCommand.NoteScheduledMessageSent note -> KEEP_TIME;
            case ScheduleCommand.NoteScheduledMessageRefused note -> KEEP_TIME;
        };
    }

    /** @throws CommandRefused FORBIDDEN, saying what is missing */
    public void require(Grant grant) {
        String objection = objection(grant);
        if (objection != null) {
            throw new CommandRefused(Reason.FORBIDDEN, objection);
        }
    }

    public boolean allows(Grant grant) {
        return objection(grant) == null;
    }

    public Set<Bearer> bearers() {
        return terms.bearers();
    }

    /** Any one of them is enough. */
    public Set<Scope> scopes() {
        return terms.scopes();
    }

    /** Any one of them is enough for a person. */
    public Set<Role> roles() {
        return terms.roles();
    }

    private @Nullable String objection(Grant grant) {
        if (!bearers().contains(grant.bearer())) {
            return wrongBearer(grant.bearer());
        }
        if (grant.bearer() == Bearer.PARLEY) {
            return null;
        }
        if (Collections.disjoint(scopes(), grant.scopes())) {
            return "The token does not carry the scope that this needs: " + either(scopes()) + ".";
        }
        if (grant.bearer() != Bearer.APPLICATION && Collections.disjoint(roles(), grant.roles())) {
            return "This needs another role: " + either(roles()) + ".";
        }
        return null;
    }

    private String wrongBearer(Bearer bearer) {
        if (bearers().contains(Bearer.PARLEY)) {
            return "Parley does this by itself; nobody can ask for it.";
        }
        return bearer == Bearer.APPLICATION
                ? "This needs a person, and an application that acts for itself is none; somebody has to sign in to it."
                : "For a person, only Parley's own apps may do this.";
    }

    private static String either(Collection<?> names) {
        return names.stream()
                .sorted()
                .map(name -> name instanceof Role role ? role.wireName() : name.toString())
                .collect(Collectors.joining(" or "));
    }
}
