package dev.parley.command.conversation;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** How something is said in a conversation. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Talk {

    @JsonIgnore
    private final Speech speech;

    @JsonIgnore
    private final Said said;

    Talk(Speech speech, Said said) {
        this.speech = speech;
        this.said = said;
    }

    @CommandHandler
    MessageAccepted handle(SendMessage send, @Sender UserId by, Clock clock, PriorSends sends, Contacts contacts) {
        Optional<PriorSends.Prior> before = sends.find(send, by);
        if (before.isPresent()) {
            return acceptedBefore(before.get(), send);
        }
        if (send.content() instanceof Content.Notice) {
            throw new InvalidInput("content.type", "Only the service says this, in a conversation of its own.");
        }
        Instant now = clock.instant();
        speech.requireMaySay(by, send.mentions(), send.mentionsEveryone(), now, contacts);
        speech.requirePause(by, now);
        if (send.replyTo() != null && send.replyTo().seq() > said.headSeq()) {
            throw new InvalidInput("replyTo", "There is no such message to reply to.");
        }
        return say(send, by, now);
    }

    /** Says it, whoever may or may not. */
    MessageAccepted say(SendMessage send, UserId by, Instant now) {
        long seq = said.headSeq() + 1;
        Duration life = send.expiresIn();
        var sent = new MessageSent(
                send.conversation(),
                new MessageId(send.conversation(), seq),
                seq,
                send.clientId(),
                send.content(),
                send.replyTo(),
                send.mentions(),
                send.mentionsEveryone(),
                life == null ? null : now.plus(life),
                send.extensions(),
                send.forwarded(),
                by,
                now);
        apply(sent);
        return new MessageAccepted(sent.message(), seq, getVersion(), sent.at());
    }

    /** The first answer again, when it was said in the same way. */
    static MessageAccepted acceptedBefore(PriorSends.Prior before, SendMessage send) {
        MessageSent sent = before.sent();
        require(
                sent.content().equals(send.content())
                        && Objects.equals(sent.replyTo(), send.replyTo())
                        && sent.mentions().equals(send.mentions())
                        && sent.mentionsEveryone() == send.mentionsEveryone()
                        && Objects.equals(lifeOf(sent), send.expiresIn())
                        && Objects.equals(sent.extensions(), send.extensions())
                        && Objects.equals(sent.forwarded(), send.forwarded()),
                CONFLICT,
                "The client id " + send.clientId() + " was used for another message; use a new one for each.");
        return new MessageAccepted(sent.message(), sent.seq(), before.version(), sent.at());
    }

    private static @Nullable Duration lifeOf(MessageSent sent) {
        return sent.expiresAt() == null ? null : Duration.between(sent.at(), sent.expiresAt());
    }
}
