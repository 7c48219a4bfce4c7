package dev.parley.eventstore.rocks;

import dev.parley.eventstore.DamagedStore;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Whether all is there that must be: one event for each position up to the head, and one entry for it in its aggregate. RocksDB passes
 * over a file of its log that was cut short, even when later ones follow; then a count is wrong. Counting looks at each file, not at
 * each event; only when it does not come out, all of them are gone through, so that the error names the place.
 */
final class Inventory {

    private static final int PAGE = 1_000;

    private final EventLog events;

    Inventory(EventLog events) {
        this.events = events;
    }

    /** @throws DamagedStore when something is missing */
    void take(long head) {
        if (events.count(Family.EVENTS) == head && events.count(Family.AGGREGATES) == head) {
            return;
        }
        for (long position = 0; position < head; position += PAGE) {
            requireIndexed(events.after(position, PAGE), position);
        }
        long indexed = events.reading("the index of aggregates", Inventory::indexed);
        if (indexed != head) {
            throw new DamagedStore("The event store is damaged: it ends at position " + head + ", but knows of "
                    + indexed + " events of aggregates.");
        }
    }

    private void requireIndexed(List<StoredEvent> page, long after) {
        long position = after;
        for (StoredEvent event : page) {
            position++;
            if (events.positionOf(event.aggregate(), event.sequence()) != position) {
                throw new DamagedStore("The event store is damaged: the event at position " + position
                        + " is missing in its aggregate " + event.aggregate() + ".");
            }
        }
    }

    private static long indexed(RocksFiles open) throws RocksDBException {
        long count = 0;
        try (RocksIterator entries = open.database().newIterator(open.family(Family.AGGREGATES))) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                count++;
            }
            entries.status();
        }
        return count;
    }
}
