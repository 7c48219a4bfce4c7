package dev.parley.push.note;

import dev.parley.api.InvalidInput;
import dev.parley.api.note.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to have noted about a conversation, as it comes from outside; what is null stays as it is. */
record Mine(
        @Nullable Boolean pinned,
        @Nullable Boolean muted,
        @Nullable Instant mutedUntil,
        @Nullable Boolean hidden,
        @Nullable Boolean markedUnread,
        @Nullable Long clearedToSeq) {

    /**
     * @param headSeq the newest message, as of which it is hidden
     * @param readSeq how far they have read, from where it looks unread
     * @param clearedTo how far they have cleared it already
     * @throws InvalidInput naming what cannot be
     */
    List<Note> notes(long headSeq, long readSeq, long clearedTo, Instant now) {
        List<Note> notes = new ArrayList<>();
        if (pinned != null) {
            notes.add(new Note.Pinned(pinned));
        }
        if (mutedUntil != null) {
            if (Boolean.FALSE.equals(muted)) {
                throw new InvalidInput("muted", "A conversation is muted until a time, or not muted.");
            }
            if (!mutedUntil.isAfter(now)) {
                throw new InvalidInput("mutedUntil", "A conversation is muted until a time to come.");
            }
            notes.add(new Note.Muted(mutedUntil));
        } else if (muted != null) {
            notes.add(new Note.Muted(muted ? Note.Muted.FOR_EVER : null));
        }
        if (hidden != null) {
            notes.add(new Note.Hidden(hidden ? headSeq : null));
        }
        if (markedUnread != null) {
            notes.add(new Note.MarkedUnread(markedUnread ? readSeq : null));
        }
        if (clearedToSeq != null) {
            if (clearedToSeq < 0 || clearedToSeq > headSeq) {
                throw new InvalidInput(
                        "clearedToSeq",
                        "The newest message of this conversation is " + headSeq + ", not " + clearedToSeq + ".");
            }
            if (clearedToSeq > clearedTo) {
                notes.add(new Note.Cleared(clearedToSeq));
            }
        }
        return notes;
    }
}
