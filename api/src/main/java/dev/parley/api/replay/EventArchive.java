package dev.parley.api.replay;

import java.time.Instant;
import java.util.List;

/**
 * Every event that ever happened, in the order in which they became durable. Positions count from 1; what was read once is the same for
 * ever. Blocks for as long as a disk takes, and fails like the store behind it.
 */
public interface EventArchive {

    /** The position of the newest event; 0 = there is none. */
    long head();

    /** The position before the first event that was stored at that time or later. */
    long positionBefore(Instant time);

    /**
     * The events after a position, in order; none = there are no more yet.
     *
     * @param max how many at most
     */
    List<ArchivedEvent> after(long position, int max);

    /** The events of one aggregate from a version on, in order and a page at a time; none = there are no more yet. */
    List<ArchivedEvent> of(String aggregate, long version);
}
