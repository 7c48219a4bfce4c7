package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One stay of one person in one conversation: from the event that let them in to the one that ended it, both included; null = it
 * lasts. In messages: those after {@code afterSeq}, up to {@code toSeq}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Window(
        long fromVersion,
        long afterSeq,
        @Nullable Long toVersion,
        @Nullable Long toSeq) {

    public static Window from(long version, long headSeq) {
        return new Window(version, headSeq, null, null);
    }

    public Window until(long version, long headSeq) {
        return new Window(fromVersion, afterSeq, version, headSeq);
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
