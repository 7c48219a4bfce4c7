package dev.parley.query.conversation;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which messages of a conversation a page holds: computed from the reader's windows and the newest {@code seq}, so that what lies between
 * two stays costs nothing, however long it is. Stays may show the same messages: who comes back may read what they missed, and more.
 */
record VisibleSeqs(List<Range> ranges, long headSeq) {

    /** From behind one message up to another. */
    record Range(long after, long to) {}

    static VisibleSeqs of(Membership membership, long headSeq) {
        List<Range> apart = new ArrayList<>();
        membership.windows().stream()
                .map(window -> new Range(window.afterSeq(), last(window, headSeq)))
                .filter(range -> range.after() < range.to())
                .sorted(Comparator.comparingLong(Range::after))
                .forEach(range -> join(apart, range));
        return new VisibleSeqs(apart, headSeq);
    }

    private static void join(List<Range> apart, Range next) {
        Range last = apart.isEmpty() ? null : apart.getLast();
        if (last == null || last.to() < next.after()) {
            apart.add(next);
        } else {
            apart.set(apart.size() - 1, new Range(last.after(), Math.max(last.to(), next.to())));
        }
    }

    /** The newest ones below {@code before}, newest first. */
    List<Long> before(long before, int limit) {
        List<Long> seqs = new ArrayList<>(limit);
        for (Range range : ranges.reversed()) {
            for (long seq = Math.min(range.to(), before - 1); seq > range.after() && seqs.size() < limit; seq--) {
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
        for (Range range : ranges) {
            for (long seq = Math.max(range.after(), after) + 1; seq <= range.to() && seqs.size() < limit; seq++) {
                seqs.add(seq);
            }
        }
        return seqs;
    }

    private static long last(Window window, long headSeq) {
        Long end = window.toSeq();
        return end == null ? headSeq : Math.min(end, headSeq);
    }
}
