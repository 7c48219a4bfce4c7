package dev.parley.projection.conversation;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.ConversationView.Pin;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.GroupEvent.AnnouncementChanged;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.GroupEvent.GroupInfoChanged;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.GroupView;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.MessageUnpinned;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A head while an event changes it. Only what people look up for makes a conversation active: what is said, who comes and goes, what the
 * group shows of itself; not a reaction, a pin or a nickname.
 */
final class HeadAfter {

    private final ConversationView before;
    private @Nullable String name;
    private int memberCount;
    private long seq;
    private @Nullable LastMessage last;
    private Instant activeAt;
    private @Nullable GroupView group;
    private final List<Pin> pins;
    private final TreeSet<Long> everyone;
    private @Nullable Instant disbandedAt;

    private HeadAfter(ConversationView head) {
        this.before = head;
        this.name = head.name();
        this.memberCount = head.memberCount();
        this.seq = head.seq();
        this.last = head.lastMessage();
        this.activeAt = head.activeAt();
        this.group = head.group();
        this.pins = new ArrayList<>(head.pins());
        this.everyone = new TreeSet<>(head.everyoneMentioned());
        this.disbandedAt = head.disbandedAt();
    }

    static ConversationView of(@Nullable ConversationView head, ConversationEvent event, long version) {
        if (head != null && head.version() >= version) {
            return head;
        }
        if (event instanceof ConversationCreated created) {
            return begun(created, version);
        }
        if (head == null) {
            throw new IllegalStateException("The conversation " + event.conversation() + " has no head yet");
        }
        HeadAfter after = new HeadAfter(head);
        after.on(event);
        return after.at(version);
    }

    private static ConversationView begun(ConversationCreated created, long version) {
        return new ConversationView(
                created.conversation(),
                created.type(),
                created.name(),
                created.members().size(),
                created.type() == ConversationType.DIRECT ? created.members() : null,
                0,
                version,
                null,
                created.at(),
                created.type() == ConversationType.GROUP
                        ? GroupView.of(created.by()).with(GroupInfo.of(created))
                        : null,
                List.of(),
                List.of(),
                null);
    }

    private ConversationView at(long version) {
        while (everyone.size() > ConversationView.MAX_MENTIONS) {
            everyone.pollFirst();
        }
        return new ConversationView(
                before.conversation(),
                before.type(),
                name,
                memberCount,
                before.people(),
                seq,
                version,
                last,
                activeAt,
                group,
                pins,
                List.copyOf(everyone),
                disbandedAt);
    }

    private void on(ConversationEvent event) {
        switch (event) {
            case MembersAdded added -> people(added.members().size(), added.at());
            case MemberKicked kicked -> people(-1, kicked.at());
            case MemberLeft left -> people(-1, left.at());
            case MessageSent sent -> say(sent);
            case MessageEdited edited -> edit(edited);
            case MessageRecalled recalled -> lose(recalled.message(), Gone.RECALLED);
            case MessageExpired expired -> lose(expired.message(), Gone.EXPIRED);
            case MessagePinned pinned -> {
                unpin(pinned.message());
                pins.add(new Pin(pinned.message(), pinned.by(), pinned.at()));
            }
            case MessageUnpinned unpinned -> unpin(unpinned.message());
            case OwnershipTransferred transferred -> group(transferred.by(), known -> known.ownedBy(transferred.to()));
            case GroupInfoChanged changed -> {
                name = changed.info().name();
                group(changed.by(), known -> known.with(changed.info()));
                activeAt = changed.at();
            }
            case GroupSettingsChanged changed -> group(changed.by(), known -> known.with(changed.settings()));
            case AnnouncementChanged changed -> {
                String text = changed.text();
                GroupView.Announcement said =
                        text == null ? null : new GroupView.Announcement(text, changed.by(), changed.at());
                group(changed.by(), known -> known.with(said));
                activeAt = changed.at();
            }
            case GroupDisbanded disbanded -> {
                disbandedAt = disbanded.at();
                memberCount = 0;
            }
            case ConversationEvent other -> {}
        }
    }

    private void people(int more, Instant at) {
        memberCount += more;
        activeAt = at;
    }

    /** A head from before groups had rules does not say whose it is; whoever changes it will do until it is transferred. */
    private void group(UserId by, UnaryOperator<GroupView> step) {
        group = step.apply(group == null ? GroupView.of(by) : group);
    }

    private void say(MessageSent sent) {
        seq = sent.seq();
        last = new LastMessage(
                sent.message(),
                sent.seq(),
                sent.by(),
                sent.at(),
                preview(sent.content()),
                sent.content().type(),
                null,
                null);
        activeAt = sent.at();
        if (sent.mentionsEveryone()) {
            everyone.add(sent.seq());
        }
    }

    private void edit(MessageEdited edited) {
        if (last != null && last.message().equals(edited.message())) {
            last = new LastMessage(
                    last.message(),
                    last.seq(),
                    last.sender(),
                    last.at(),
                    preview(edited.content()),
                    edited.content().type(),
                    edited.at(),
                    null);
        }
        if (Boolean.TRUE.equals(edited.mentionsEveryone())) {
            everyone.add(edited.message().seq());
        } else if (Boolean.FALSE.equals(edited.mentionsEveryone())) {
            everyone.remove(edited.message().seq());
        }
    }

    private void lose(MessageId message, Gone gone) {
        if (last != null && last.message().equals(message)) {
            last = new LastMessage(message, last.seq(), last.sender(), last.at(), null, null, null, gone);
        }
        everyone.remove(message.seq());
        unpin(message);
    }

    private void unpin(MessageId message) {
        pins.removeIf(pin -> pin.message().equals(message));
    }

    private static String preview(Content content) {
        String text = content.text();
        if (text.codePointCount(0, text.length()) <= ConversationView.MAX_PREVIEW) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, ConversationView.MAX_PREVIEW - 1)) + "…";
    }
}
