package dev.parley.command.conversation;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What is said in a conversation. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Talk {

    @JsonIgnore
    private final Members members;

    @JsonIgnore
    private final GroupRules rules;

    private long headSeq;

    Talk(Members members, GroupRules rules) {
        this.members = members;
        this.rules = rules;
    }

    /** The newest message's {@code seq}; 0 = none. */
    long headSeq() {
        return headSeq;
    }

    @CommandHandler
    MessageAccepted handle(SendMessage send, @Sender UserId by, Clock clock, PriorSends sends, Contacts contacts) {
        var before = send.clientId() == null
                ? Optional.<PriorSends.Prior>empty()
                : sends.find(send.conversation(), by, send.clientId());
        if (before.isPresent()) {
            return acceptedBefore(before.get(), send);
        }
        members.require(by);
        rules.requireWriting(members, by, contacts);
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
    void on(MessageSent sent) {
        headSeq = sent.seq();
    }
}
