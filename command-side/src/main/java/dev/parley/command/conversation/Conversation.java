package dev.parley.command.conversation;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.TOO_MANY_MEMBERS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A conversation and its rules. It keeps what the rules need, and nothing that is only shown. Its fields are what a snapshot holds. */
@Revision(Conversation.REVISION)
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
class Conversation {

    /** Of the fields: with another one, older snapshots are left aside. */
    static final String REVISION = "1";

    @AggregateIdentifier
    private @Nullable ConversationId id;

    private ConversationType type = ConversationType.GROUP;
    private @Nullable String firstName;
    private Set<UserId> firstMembers = Set.of();
    private long headSeq;
    private Members members = new Members();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationChanged handle(CreateConversation create, @Sender UserId by, Clock clock, ConversationLimits limits) {
        Set<UserId> everybody = new LinkedHashSet<>();
        everybody.add(by);
        everybody.addAll(create.members());
        if (id != null) {
            return createdBefore(create, everybody, by);
        }
        if (create.type() == ConversationType.DIRECT) {
            requirePair(create, everybody);
        }
        requireRoom(everybody.size(), limits);
        apply(new ConversationCreated(
                create.conversation(), create.type(), nameOf(create), new ArrayList<>(everybody), by, clock.instant()));
        return changed(create.conversation());
    }

    private ConversationChanged createdBefore(CreateConversation create, Set<UserId> everybody, UserId by) {
        members.require(by);
        require(
                create.type() == type
                        && everybody.equals(firstMembers)
                        && (type == ConversationType.DIRECT || Objects.equals(nameOf(create), firstName)),
                CONFLICT,
                "The idempotency key was used for another conversation; use a new one for each.");
        return type == ConversationType.DIRECT
                ? changed(create.conversation())
                : new ConversationChanged(create.conversation(), 0);
    }

    private static @Nullable String nameOf(CreateConversation create) {
        return create.info() == null ? null : create.info().name();
    }

    private static void requirePair(CreateConversation create, Set<UserId> everybody) {
        if (everybody.size() > 2) {
            throw new InvalidInput("members", "A direct conversation is between you and at most one other person.");
        }
        UserId one = everybody.iterator().next();
        UserId other = new ArrayList<>(everybody).getLast();
        if (!create.conversation().equals(ConversationId.direct(one, other))) {
            throw new InvalidInput("conversation", "The id of a direct conversation follows from its two people.");
        }
    }

    @CommandHandler
    ConversationChanged handle(AddMembers add, @Sender UserId by, Clock clock, ConversationLimits limits) {
        members.require(by);
        requireGroup("Nobody can be added to a direct conversation; make a group instead.");
        List<UserId> news = members.newAmong(add.users());
        if (!news.isEmpty()) {
            requireRoom(members.count() + news.size(), limits);
            apply(new MembersAdded(add.conversation(), news, headSeq, by, clock.instant()));
        }
        return changed(add.conversation());
    }

    @CommandHandler
    ConversationChanged handle(KickMember kick, @Sender UserId by, Clock clock) {
        members.require(by);
        requireGroup("Nobody can be removed from a direct conversation.");
        require(members.owns(by), NOT_ALLOWED, "Only the owner removes members.");
        require(!kick.member().equals(by), NOT_ALLOWED, "To remove yourself, leave.");
        if (members.contains(kick.member())) {
            apply(new MemberKicked(kick.conversation(), kick.member(), headSeq, by, clock.instant()));
        }
        return changed(kick.conversation());
    }

    @CommandHandler
    ConversationChanged handle(LeaveConversation leave, @Sender UserId by, Clock clock) {
        members.require(by);
        requireGroup("A direct conversation cannot be left.");
        require(
                !members.owns(by) || members.count() == 1,
                NOT_ALLOWED,
                "The owner cannot leave while others are in the group.");
        apply(new MemberLeft(leave.conversation(), headSeq, by, clock.instant()));
        return changed(leave.conversation());
    }

    @CommandHandler
    MessageAccepted handle(SendMessage send, @Sender UserId by, Clock clock, PriorSends sends) {
        var before = send.clientId() == null
                ? Optional.<PriorSends.Prior>empty()
                : sends.find(send.conversation(), by, send.clientId());
        if (before.isPresent()) {
            return acceptedBefore(before.get(), send);
        }
        members.require(by);
        if (send.replyTo() != null && send.replyTo().seq() > headSeq) {
            throw new InvalidInput("replyTo", "There is no such message to reply to.");
        }
        if (!members.containsAll(send.mentions())) {
            throw new InvalidInput("mentions", "Only members can be mentioned.");
        }
        long seq = headSeq + 1;
        var sent = new MessageSent(
                send.conversation(),
                new MessageId(send.conversation(), seq),
                seq,
                send.clientId(),
                send.content(),
                send.replyTo(),
                send.mentions(),
                by,
                clock.instant());
        apply(sent);
        return new MessageAccepted(sent.message(), seq, getVersion(), sent.at());
    }

    private static MessageAccepted acceptedBefore(PriorSends.Prior before, SendMessage send) {
        MessageSent sent = before.sent();
        require(
                sent.content().equals(send.content())
                        && Objects.equals(sent.replyTo(), send.replyTo())
                        && sent.mentions().equals(send.mentions()),
                CONFLICT,
                "The client id " + send.clientId() + " was used for another message; use a new one for each.");
        return new MessageAccepted(sent.message(), sent.seq(), before.version(), sent.at());
    }

    @EventSourcingHandler
    void on(ConversationCreated created) {
        id = created.conversation();
        type = created.type();
        firstName = created.name();
        firstMembers = Set.copyOf(created.members());
        members.join(created.members());
        if (type == ConversationType.GROUP) {
            members.own(created.by());
        }
    }

    @EventSourcingHandler
    void on(MembersAdded added) {
        members.join(added.members());
    }

    @EventSourcingHandler
    void on(MemberKicked kicked) {
        members.part(kicked.member());
    }

    @EventSourcingHandler
    void on(MemberLeft left) {
        members.part(left.by());
    }

    @EventSourcingHandler
    void on(MessageSent sent) {
        headSeq = sent.seq();
    }

    private void requireGroup(String detail) {
        require(type == ConversationType.GROUP, NOT_ALLOWED, detail);
    }

    private static void requireRoom(int count, ConversationLimits limits) {
        require(
                count <= limits.maxMembers(),
                TOO_MANY_MEMBERS,
                "A group has at most " + limits.maxMembers() + " members; this would make it " + count + ".");
    }

    private static void require(boolean allowed, Reason reason, String detail) {
        if (!allowed) {
            throw new CommandRefused(reason, detail);
        }
    }

    private static ConversationChanged changed(ConversationId conversation) {
        return new ConversationChanged(conversation, getVersion());
    }
}
