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
        return new Membership(List.of(Window.from(version, headSeq)), version);
    }

    public Membership joined(long atVersion, long headSeq) {
        if (atVersion <= version || current()) {
            return this;
        }
        List<Window> more = new ArrayList<>(windows);
        more.add(Window.from(atVersion, headSeq));
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
