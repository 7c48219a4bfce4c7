package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One stay of one person in one conversation: from the event that let them in to the one that ended it, both included; null = it
 * lasts. In messages: those after {@code afterSeq}, up to {@code toSeq}. {@code headSeq} was the newest message when they came: what was
 * said before may be readable, and is never unread.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Window(
        long fromVersion,
        long headSeq,
        long afterSeq,
        @Nullable Long toVersion,
        @Nullable Long toSeq) {

    /** Somebody who reads from their coming on. */
    public Window(long fromVersion, long headSeq, @Nullable Long toVersion, @Nullable Long toSeq) {
        this(fromVersion, headSeq, headSeq, toVersion, toSeq);
    }

    /** As it is kept. Before newcomers could read what was said before them, the two seqs were one. */
    @JsonCreator
    static Window kept(
            @JsonProperty("fromVersion") long fromVersion,
            @JsonProperty("headSeq") @Nullable Long headSeq,
            @JsonProperty("afterSeq") long afterSeq,
            @JsonProperty("toVersion") @Nullable Long toVersion,
            @JsonProperty("toSeq") @Nullable Long toSeq) {
        return new Window(fromVersion, headSeq == null ? afterSeq : headSeq, afterSeq, toVersion, toSeq);
    }

    public static Window from(long version, long headSeq) {
        return from(version, headSeq, headSeq);
    }

    public static Window from(long version, long headSeq, long afterSeq) {
        return new Window(version, headSeq, afterSeq, null, null);
    }

    public Window until(long version, long headSeqThen) {
        return new Window(fromVersion, headSeq, afterSeq, version, headSeqThen);
    }

    /** The same without the messages up to this one. */
    public Window clearedTo(long seq) {
        return new Window(fromVersion, headSeq, Math.max(afterSeq, seq), toVersion, toSeq);
    }

    public boolean open() {
        return toVersion == null;
    }

    /** Whether they may see the event with this version. */
    public boolean covers(long version) {
        return version >= fromVersion && (toVersion == null || version <= toVersion);
    }

    /** Whether they may see the message with this seq. */
    public boolean coversSeq(long seq) {
        return seq > afterSeq && (toSeq == null || seq <= toSeq);
    }
}
