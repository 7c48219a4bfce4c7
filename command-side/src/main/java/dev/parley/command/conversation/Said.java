package dev.parley.command.conversation;

import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.command.conversation.Guard.require;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What the rules need to know of what was said: how much there is, what of it is gone, and a little about the newest. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Said {

    private long headSeq;
    private Seqs gone = new Seqs();
    private MessageWindow window = new MessageWindow();

    /** The newest message's {@code seq}; 0 = none. */
    long headSeq() {
        return headSeq;
    }

    boolean isGone(MessageId message) {
        return gone.contains(message.seq());
    }

    /** What is known of it, if it is among the newest. */
    Optional<MessageWindow.Entry> find(MessageId message) {
        return window.find(message.seq());
    }

    /** @throws dev.parley.api.CommandRefused NOT_FOUND when nobody ever said it here */
    void requireSaid(ConversationId conversation, MessageId message) {
        require(message.conversation().equals(conversation) && message.seq() <= headSeq, NOT_FOUND, "No such message.");
    }

    /** @throws dev.parley.api.CommandRefused NOT_FOUND as {@link #requireSaid}, GONE when it was recalled or has expired */
    void requireThere(ConversationId conversation, MessageId message) {
        requireSaid(conversation, message);
        require(!isGone(message), GONE, "What this message said is gone.");
    }

    @EventSourcingHandler
    void on(MessageSent sent, ConversationLimits limits) {
        headSeq = sent.seq();
        boolean editable = sent.forwarded() == null && !(sent.content() instanceof Content.Merged);
        window.add(
                sent.seq(),
                new MessageWindow.Entry(
                        sent.by(),
                        sent.at(),
                        editable ? 1 : MessageWindow.NOT_EDITABLE,
                        Fingerprint.of(sent.content(), sent.mentions(), sent.mentionsEveryone())),
                limits.longestChange());
    }

    @EventSourcingHandler
    void on(MessageEdited edited) {
        window.edited(
                edited.message().seq(),
                edited.edition(),
                before -> before.after(edited.content(), edited.mentions(), edited.mentionsEveryone()));
    }

    @EventSourcingHandler
    void on(MessageRecalled recalled) {
        gone.add(recalled.message().seq());
    }

    @EventSourcingHandler
    void on(MessageExpired expired) {
        gone.add(expired.message().seq());
    }
}
