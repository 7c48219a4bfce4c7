package dev.parley.eventstore.rocks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Whether every position has an event, and every event can be read, understood, and came after the one before it. */
final class EventCheck {

    private static final int PAGE = 1024;

    private final RocksFiles open;
    private final long head;
    private final IndexBalance balance;
    private final Damages damages;
    private final Verification.Watcher watcher;
    private final Consumer<StoredEvent> content;
    private long lastAppended = Long.MIN_VALUE;
    private long unreadableFrom;
    private String unreadableBecause = "";

    EventCheck(FamilyScan scan, long head, IndexBalance balance, Consumer<StoredEvent> content) {
        this.open = scan.open();
        this.head = head;
        this.balance = balance;
        this.damages = scan.damages();
        this.watcher = scan.watcher();
        this.content = content;
    }

    void checkAll() {
        long next = 1;
        while (next <= head) {
            List<byte[]> run = run(next);
            if (!run.isEmpty()) {
                unreadableUntil(next - 1);
                checkRun(next, run);
                next += run.size();
            }
            if (run.size() < PAGE && next <= head) {
                checkAlone(next++);
            }
            watcher.at(Verification.Stage.EVENTS, next - 1, head);
        }
        unreadableUntil(head);
    }

    /** As many events in a row as can be read from there, at most a page. */
    private List<byte[]> run(long first) {
        List<byte[]> run = new ArrayList<>(PAGE);
        try (ReadOptions options = new ReadOptions().setVerifyChecksums(true).setFillCache(false);
                RocksIterator events = open.database().newIterator(open.family(Family.EVENTS), options)) {
            events.seek(Family.number(first));
            while (run.size() < PAGE && events.isValid() && Family.number(events.key()) == first + run.size()) {
                run.add(events.value());
                events.next();
            }
        }
        return run;
    }

    /** For an event that a run stopped at. */
    private void checkAlone(long position) {
        try (ReadOptions options = new ReadOptions().setVerifyChecksums(true)) {
            byte[] encoded = open.database().get(open.family(Family.EVENTS), options, Family.number(position));
            if (encoded == null) {
                unreadable(position, "missing");
            } else {
                unreadableUntil(position - 1);
                checkEvent(position, encoded);
            }
        } catch (RocksDBException e) {
            unreadable(position, Damages.firstLine(e));
        }
    }

    /** A block that cannot be read holds many events in a row: they are one damage. */
    private void unreadable(long position, String because) {
        if (unreadableFrom != 0 && !unreadableBecause.equals(because)) {
            unreadableUntil(position - 1);
        }
        if (unreadableFrom == 0) {
            unreadableFrom = position;
            unreadableBecause = because;
        }
    }

    private void unreadableUntil(long last) {
        if (unreadableFrom != 0) {
            damages.found(
                    unreadableFrom == last ? "position " + last : "positions " + unreadableFrom + " to " + last,
                    unreadableBecause);
            unreadableFrom = 0;
        }
    }

    private void checkRun(long first, List<byte[]> run) {
        for (int i = 0; i < run.size(); i++) {
            checkEvent(first + i, run.get(i));
        }
    }

    private void checkEvent(long position, byte[] encoded) {
        try {
            StoredEvent event = StoredEvent.decoded(encoded, "position " + position);
            if (event.appended() < lastAppended) {
                damages.found("position " + position, "was appended before the event that it follows");
            }
            lastAppended = Math.max(lastAppended, event.appended());
            balance.stored(Family.ofAggregate(Family.text(event.aggregate()), event.sequence()), position);
            content.accept(event);
        } catch (RuntimeException e) {
            damages.found("position " + position, e);
        }
    }
}
