package dev.parley.standalone.tale;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.people.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people come up with in a conversation, whether they may or not. Each story is about some things more than about others. */
final class Deeds {

    private final Chance chance;
    private final PlainPeople people;
    private final TalkDeeds talk;
    private final MemberDeeds members;
    private final DoorDeeds doors;
    private final List<Deed> sent = new ArrayList<>();
    private final int theme;

    /** Somebody's command. */
    record Deed(UserId by, ConversationCommand command) {}

    Deeds(Chance chance, PlainPeople people) {
        this.chance = chance;
        this.people = people;
        this.talk = new TalkDeeds(chance, people);
        this.members = new MemberDeeds(chance, people);
        this.doors = new DoorDeeds(chance, people);
        this.theme = chance.below(4);
    }

    UserId anybody() {
        return chance.any(people.living());
    }

    private UserId outsider() {
        UserId user = people.anybody(chance);
        return people.erased(user) ? anybody() : user;
    }

    /** More often somebody who is in it than not, and sometimes whoever has a say. */
    private UserId by(PlainGroup group) {
        List<UserId> there =
                group.members().stream().filter(user -> !people.erased(user)).toList();
        return there.isEmpty() || chance.oneIn(6)
                ? anybody()
                : there.get(chance.below(1 + chance.below(1 + chance.below(there.size()))));
    }

    Deed next(PlainConversation conversation) {
        Deed before = chance.oneIn(8) ? again() : null;
        if (before != null) {
            return before;
        }
        UserId by = by(conversation.group);
        ConversationCommand command = switch (chance.oneIn(3) ? chance.below(4) : theme) {
            case 0 -> members.next(conversation.group, by);
            case 1 -> doors.next(conversation.group);
            default -> talk.next(conversation);
        };
        boolean fromOutside =
                command instanceof JoinGroup || command instanceof RequestToJoin || command instanceof AcceptInvitation;
        Deed deed = new Deed(fromOutside ? outsider() : by, command);
        if (command instanceof SendMessage send && send.clientId() != null) {
            sent.add(deed);
        }
        return deed;
    }

    /** The answer got lost, or somebody's app is out of its mind. */
    private @Nullable Deed again() {
        List<Deed> retryable =
                sent.stream().filter(deed -> !people.erased(deed.by())).toList();
        if (retryable.isEmpty()) {
            return null;
        }
        Deed before = chance.any(retryable);
        if (before.command() instanceof SendMessage send && chance.oneIn(3)) {
            return new Deed(
                    before.by(), new SendMessage(send.conversation(), send.clientId(), talk.text(), null, List.of()));
        }
        return before;
    }
}
