package dev.parley.command.conversation;

import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.api.Reason.TOO_OLD;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.CommandRefused;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** How what was said is said in other words, taken back, or over by itself. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Corrections {

    /** Each of them is kept, and can be read. */
    static final int MOST_EDITIONS = 100;

    @JsonIgnore
    private final Speech speech;

    @JsonIgnore
    private final Said said;

    Corrections(Speech speech, Said said) {
        this.speech = speech;
        this.said = said;
    }

    @CommandHandler
    ConversationChanged handle(
            EditMessage edit, @Sender UserId by, Clock clock, ConversationLimits limits, Contacts contacts) {
        speech.requireMember(by);
        said.requireThere(edit.conversation(), edit.message());
        Instant now = clock.instant();
        MessageWindow.Entry before = own(edit.message(), by, now, limits.editWithin());
        require(
                before.edition() != MessageWindow.NOT_EDITABLE,
                NOT_ALLOWED,
                "What was passed on stays as it was said; recall it instead.");
        if (before.says().equals(before.says().after(edit.content(), edit.mentions(), edit.mentionsEveryone()))) {
            return changed(edit.conversation());
        }
        speech.requireMaySay(
                by,
                edit.mentions() == null ? List.of() : edit.mentions(),
                Boolean.TRUE.equals(edit.mentionsEveryone()),
                now,
                contacts);
        require(
                before.edition() < MOST_EDITIONS,
                TOO_MANY,
                "A message is changed at most " + (MOST_EDITIONS - 1) + " times.");
        apply(new MessageEdited(
                edit.conversation(),
                edit.message(),
                before.edition() + 1,
                edit.content(),
                edit.mentions(),
                edit.mentionsEveryone(),
                by,
                now));
        return changed(edit.conversation());
    }

    @CommandHandler
    ConversationChanged handle(RecallMessage recall, @Sender UserId by, Clock clock, ConversationLimits limits) {
        speech.requireMember(by);
        said.requireSaid(recall.conversation(), recall.message());
        if (!said.isGone(recall.message())) {
            Instant now = clock.instant();
            if (!speech.mayRecallOthers(by)) {
                own(recall.message(), by, now, limits.recallWithin());
            }
            apply(new MessageRecalled(recall.conversation(), recall.message(), by, now));
        }
        return changed(recall.conversation());
    }

    /** Comes from the server's timer, which knows when and in whose name; it may come again. */
    @CommandHandler
    ConversationChanged handle(ExpireMessage expire, @Sender UserId by, Clock clock) {
        said.requireSaid(expire.conversation(), expire.message());
        if (!said.isGone(expire.message())) {
            apply(new MessageExpired(expire.conversation(), expire.message(), by, clock.instant()));
        }
        return changed(expire.conversation());
    }

    private MessageWindow.Entry own(MessageId message, UserId by, Instant now, Duration within) {
        MessageWindow.Entry entry = said.find(message).orElseThrow(() -> tooOld(within));
        require(entry.sender().equals(by), NOT_ALLOWED, "This is somebody else's message.");
        if (entry.at().plus(within).isBefore(now)) {
            throw tooOld(within);
        }
        return entry;
    }

    private static CommandRefused tooOld(Duration within) {
        return new CommandRefused(
                TOO_OLD, "A message can be changed for " + within.toSeconds() + " seconds, and only among the newest.");
    }

    private static ConversationChanged changed(ConversationId conversation) {
        return new ConversationChanged(conversation, getVersion());
    }
}
