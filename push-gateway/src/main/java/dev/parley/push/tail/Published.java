package dev.parley.push.tail;

import dev.parley.api.conversation.ConversationId;
import dev.parley.push.frame.Encoded;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation as it stands on the topic, its frame encoded once for all who get it. {@code seq} is the message's, 0
 * when it is none; {@code change} is null for an event that moves nobody, {@code words} for one that says nothing.
 */
public record Published(
        int partition,
        long offset,
        ConversationId conversation,
        long version,
        long seq,
        @Nullable MembershipChange change,
        @Nullable Words words,
        Encoded frame) {

    /** What an event does to the words of the message with this seq. */
    public sealed interface Words {

        long seq();

        record Said(long seq) implements Words {}

        record TakenBack(long seq) implements Words {}
    }

    /** Whether this holds words that the other takes back. */
    boolean losesWordsBy(Published other) {
        return words instanceof Words.Said said
                && other.words instanceof Words.TakenBack back
                && said.seq() == back.seq()
                && conversation.equals(other.conversation);
    }

    Published with(Encoded otherFrame) {
        return new Published(partition, offset, conversation, version, seq, change, words, otherFrame);
    }
}
