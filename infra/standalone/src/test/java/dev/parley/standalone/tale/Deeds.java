package dev.parley.standalone.tale;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageCommand.RemoveReaction;
import dev.parley.api.conversation.MessageCommand.UnpinMessage;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people come up with, whether they may or not. All words that are ever said differ. */
final class Deeds {

    private static final Instant FAR_AWAY = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<String> EMOJIS = List.of("👍", "❤️");
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Random random;
    private final List<UserId> people;
    private final List<Deed> sent = new ArrayList<>();
    private int words;

    /** Somebody's command. */
    record Deed(UserId by, ConversationCommand command) {}

    Deeds(Random random, List<UserId> people) {
        this.random = random;
        this.people = people;
    }

    UserId anybody() {
        return people.get(random.nextInt(people.size()));
    }

    /** More often somebody who is in it than not, and sometimes whoever has a say. */
    private UserId by(PlainGroup group) {
        List<UserId> members = group.members();
        return members.isEmpty() || random.nextInt(6) == 0
                ? anybody()
                : members.get(Math.min(random.nextInt(members.size()), random.nextInt(members.size())));
    }

    Deed next(PlainConversation conversation) {
        PlainGroup group = conversation.group;
        ConversationId id = group.id;
        UserId by = by(group);
        UserId other = anybody();
        MessageId message = new MessageId(id, 1L + random.nextInt(conversation.messages.size() + 1));
        String emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
        if (!sent.isEmpty() && random.nextInt(8) == 0) {
            return again();
        }
        ConversationCommand command = switch (random.nextInt(42)) {
            case 0 -> new AddMembers(id, Set.of(other));
            case 1 -> new AddMembers(id, new LinkedHashSet<>(List.of(other, anybody(), by)));
            case 2 -> new KickMember(id, other);
            case 3 -> new LeaveConversation(id);
            case 4 -> new BanMember(id, other);
            case 5 -> new UnbanMember(id, other);
            case 6 -> new ChangeMember(id, other, MemberRole.ADMIN, null, null);
            case 7 -> new ChangeMember(id, other, MemberRole.MEMBER, null, null);
            case 8 -> new ChangeMember(id, other, null, null, FAR_AWAY);
            case 9 -> new ChangeMember(id, other, null, null, Instant.EPOCH);
            case 10 -> new TransferOwnership(id, other);
            case 11 -> random.nextInt(4) == 0 ? new DisbandGroup(id) : new JoinGroup(id);
            case 12 -> new RequestToJoin(id, null);
            case 13 -> new WithdrawJoinRequest(id);
            case 14 -> new ApproveJoinRequest(id, other);
            case 15 -> new RejectJoinRequest(id, other);
            case 16, 17, 18 -> settings(id);
            case 19 -> new AddReaction(id, message, emoji);
            case 20 -> new RemoveReaction(id, message, emoji);
            case 21 -> new PinMessage(id, message);
            case 22 -> new UnpinMessage(id, message);
            case 23, 24 -> end(conversation, message);
            case 25, 26, 27 -> new RecallMessage(id, message);
            case 28, 29, 30, 31 -> edit(conversation, message);
            default -> send(id, message, other);
        };
        UserId who = command instanceof JoinGroup || command instanceof RequestToJoin ? other : by;
        Deed deed = new Deed(who, command);
        if (command instanceof SendMessage send && send.clientId() != null) {
            sent.add(deed);
        }
        return deed;
    }

    /** The answer got lost, or somebody's app is out of its mind. */
    private Deed again() {
        Deed before = sent.get(random.nextInt(sent.size()));
        if (before.command() instanceof SendMessage send && random.nextInt(3) == 0) {
            return new Deed(
                    before.by(), new SendMessage(send.conversation(), send.clientId(), text(), null, List.of()));
        }
        return before;
    }

    private SendMessage send(ConversationId id, MessageId message, UserId other) {
        return new SendMessage(
                id,
                random.nextInt(3) == 0 ? null : "client " + words,
                text(),
                random.nextInt(4) == 0 ? message : null,
                mentions(other),
                random.nextInt(6) == 0,
                random.nextInt(5) == 0 ? SHORT : null,
                null,
                null);
    }

    private EditMessage edit(PlainConversation conversation, MessageId message) {
        boolean known = message.seq() <= conversation.messages.size();
        boolean same = known && random.nextInt(4) == 0;
        return same
                ? new EditMessage(
                        conversation.group.id,
                        message,
                        new Content.Text(conversation.message(message).text()),
                        conversation.message(message).mentions,
                        conversation.message(message).everyone)
                : new EditMessage(conversation.group.id, message, text(), mentions(anybody()), random.nextInt(6) == 0);
    }

    /** The timer knows whose time is over. */
    private ConversationCommand end(PlainConversation conversation, MessageId message) {
        boolean lasts = message.seq() <= conversation.messages.size() && !conversation.message(message).expires;
        return lasts
                ? new RecallMessage(conversation.group.id, message)
                : new ExpireMessage(conversation.group.id, message);
    }

    private ChangeGroupSettings settings(ConversationId id) {
        return switch (random.nextInt(6)) {
            case 0 -> settings(id, anyRole(), null, null, null, null, null);
            case 1 -> settings(id, null, anyRole(), null, null, null, null);
            case 2 -> settings(id, null, null, anyRole(), null, null, null);
            case 3 -> settings(id, null, null, null, any(JoinMode.values()), null, null);
            case 4 -> settings(id, null, null, null, null, any(HistoryForNewcomers.values()), null);
            default -> settings(id, null, null, null, null, null, random.nextBoolean());
        };
    }

    private static ChangeGroupSettings settings(
            ConversationId id,
            @Nullable MemberRole post,
            @Nullable MemberRole pin,
            @Nullable MemberRole mentionEveryone,
            @Nullable JoinMode join,
            @Nullable HistoryForNewcomers history,
            @Nullable Boolean muteAll) {
        return new ChangeGroupSettings(id, post, null, null, pin, mentionEveryone, join, history, null, muteAll);
    }

    private MemberRole anyRole() {
        return any(MemberRole.values());
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private List<UserId> mentions(UserId other) {
        return random.nextInt(3) == 0 ? List.of(other) : List.of();
    }

    private Content.Text text() {
        return new Content.Text("«words " + words++ + "»");
    }
}
