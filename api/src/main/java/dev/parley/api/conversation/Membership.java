package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * All stays of one person in one conversation, oldest first; never empty. {@code version} is the newest event of the conversation
 * that changed it, so that applying an event twice changes nothing.
 */
public record Membership(List<Window> windows, long version) {

    public Membership {
        windows = List.copyOf(windows);
    }

    public static Membership from(long version, long headSeq) {
        return from(version, headSeq, headSeq);
    }

    public static Membership from(long version, long headSeq, long afterSeq) {
        return new Membership(List.of(Window.from(version, headSeq, afterSeq)), version);
    }

    public Membership joined(long atVersion, long headSeq) {
        return joined(atVersion, headSeq, headSeq);
    }

    /** {@code afterSeq} is less than {@code headSeq} where newcomers may read what was said before them. */
    public Membership joined(long atVersion, long headSeq, long afterSeq) {
        if (atVersion <= version || current()) {
            return this;
        }
        List<Window> more = new ArrayList<>(windows);
        more.add(Window.from(atVersion, headSeq, afterSeq));
        return new Membership(more, atVersion);
    }

    public Membership ended(long atVersion, long headSeq) {
        if (atVersion <= version || !current()) {
            return this;
        }
        List<Window> closed = new ArrayList<>(windows);
        closed.set(closed.size() - 1, closed.getLast().until(atVersion, headSeq));
        return new Membership(closed, atVersion);
    }

    /** What is left of it for somebody who cleared the conversation for themselves up to this message. */
    public Membership clearedTo(long seq) {
        return seq <= 0
                ? this
                : new Membership(
                        windows.stream().map(window -> window.clearedTo(seq)).toList(), version);
    }

    /** Nothing up to here is unread, whatever was read: it was said before they came, or is none of theirs to read. */
    public long unreadAfter() {
        Window now = windows.getLast();
        return Math.max(now.headSeq(), now.afterSeq());
    }

    /** A member now, as opposed to once. */
    @JsonIgnore
    public boolean current() {
        return windows.getLast().open();
    }

    public boolean covers(long eventVersion) {
        return windows.stream().anyMatch(window -> window.covers(eventVersion));
    }

    public boolean coversSeq(long seq) {
        return windows.stream().anyMatch(window -> window.coversSeq(seq));
    }
}
