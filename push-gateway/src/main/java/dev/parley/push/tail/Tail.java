package dev.parley.push.tail;

import dev.parley.push.frame.Encoded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The newest end of the event topic. A view that is read together with its offsets is brought up to now by the records from there
 * on, as long as the tail {@link #reaches} back that far. Bounded by records and bytes per partition. Not for several threads.
 */
public final class Tail {

    private final int maxRecords;
    private final long maxBytes;
    private final UnaryOperator<Encoded> withoutWords;
    private List<PartitionTail> partitions = List.of();

    /** Both bounds are per partition. {@code withoutWords} makes of a message's frame what is left when it is taken back. */
    public Tail(int maxRecords, long maxBytes, UnaryOperator<Encoded> withoutWords) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.withoutWords = withoutWords;
    }

    /** Forgets everything and begins here. */
    public void begin(Offsets at) {
        List<PartitionTail> fresh = new ArrayList<>();
        for (int partition = 0; partition < at.partitions(); partition++) {
            fresh.add(new PartitionTail(maxRecords, maxBytes, at.at(partition)));
        }
        partitions = fresh;
    }

    /** False until the topic could be reached for the first time. */
    public boolean begun() {
        return !partitions.isEmpty();
    }

    public void append(Published event) {
        PartitionTail partition = partitions.get(event.partition());
        if (event.words() instanceof Published.Words.TakenBack) {
            partition.forgetWords(event, withoutWords);
        }
        partition.append(event);
    }

    public void advance(Offsets to) {
        for (int partition = 0; partition < partitions.size(); partition++) {
            partitions.get(partition).advance(to.at(partition));
        }
    }

    /** Behind the newest record of each partition. */
    public Offsets end() {
        return Offsets.of(partitions.stream().mapToLong(PartitionTail::end).toArray());
    }

    /** Whether every record from there on is still here. */
    public boolean reaches(Offsets from) {
        return reaches(from.toArray());
    }

    /** Whether every record from there on is still here. */
    public boolean reaches(long[] from) {
        if (!begun() || from.length != partitions.size()) {
            return false;
        }
        for (int partition = 0; partition < from.length; partition++) {
            if (from[partition] < partitions.get(partition).start()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Shows the records from the cursor on, moving it along, partition by partition, until {@code wants} says false to one; that one
     * comes again next time.
     *
     * @return whether the cursor is at the end now
     */
    public boolean read(long[] cursor, Predicate<Published> wants) {
        boolean[] refused = new boolean[1];
        Predicate<Published> asked = event -> {
            refused[0] = !wants.test(event);
            return !refused[0];
        };
        for (int partition = 0; partition < cursor.length; partition++) {
            cursor[partition] = partitions.get(partition).read(cursor[partition], asked);
            if (refused[0]) {
                return false;
            }
        }
        return true;
    }
}
