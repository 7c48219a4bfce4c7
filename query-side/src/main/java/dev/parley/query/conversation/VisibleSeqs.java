package dev.parley.query.conversation;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Which messages of a conversation a page holds: computed from the reader's windows and the newest {@code seq}, so that what lies between
 * two stays costs nothing, however long it is.
 */
record VisibleSeqs(Membership membership, long headSeq) {

    /** The newest ones below {@code before}, newest first. */
    List<Long> before(long before, int limit) {
        List<Long> seqs = new ArrayList<>(limit);
        for (Window window : membership.windows().reversed()) {
            for (long seq = Math.min(last(window), before - 1); seq > window.afterSeq() && seqs.size() < limit; seq--) {
                seqs.add(seq);
            }
        }
        return seqs;
    }

    /** The oldest ones above {@code after}, oldest first. */
    List<Long> after(long after, int limit) {
        List<Long> seqs = new ArrayList<>(limit);
        if (after >= headSeq) {
            return seqs; // also keeps the largest number there is from turning into the smallest below
        }
        for (Window window : membership.windows()) {
            for (long seq = Math.max(window.afterSeq(), after) + 1; seq <= last(window) && seqs.size() < limit; seq++) {
                seqs.add(seq);
            }
        }
        return seqs;
    }

    private long last(Window window) {
        Long end = window.toSeq();
        return end == null ? headSeq : Math.min(end, headSeq);
    }
}
