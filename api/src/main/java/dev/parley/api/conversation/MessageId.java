package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;

/**
 * A message: its conversation and its {@code seq} in it, so that whoever has the id can find the message by key in every view.
 * Clients treat the text as opaque.
 */
public record MessageId(ConversationId conversation, long seq) {

    private static final char SEPARATOR = '.';

    public MessageId {
        if (seq < 1) {
            throw new InvalidInput("message", "A message's seq starts at 1, not " + seq + ".");
        }
    }

    /** @throws InvalidInput when the text is no message id */
    @JsonCreator
    public static MessageId of(String text) {
        int dot = text.indexOf(SEPARATOR);
        try {
            if (dot > 0) {
                MessageId id = new MessageId(
                        ConversationId.of(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
                if (id.toString().equalsIgnoreCase(text)) { // one message has one id, without +1 and 01
                    return id;
                }
            }
        } catch (NumberFormatException | InvalidInput e) {
            // told below, in the words of this id
        }
        throw new InvalidInput("message", "Not a message id of ours.");
    }

    @Override
    @JsonValue
    public String toString() {
        return conversation.toString() + SEPARATOR + seq;
    }
}
