package dev.parley.projection.runtime;

import dev.parley.projection.runtime.ProjectionStatus.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What one projector tells of itself, to meters and to whoever asks. Written by the projector's thread, read by any. */
final class Tracker {

    private static final long NONE = -1;

    private final String projector;
    private final Clock clock;
    private final ProjectorMeters meters;

    private volatile Phase phase = Phase.STOPPED;
    private volatile Way way = new Way(Map.of(), Map.of(), Map.of());
    private volatile long lagEvents;
    /** Kafka's time stamp of the oldest record in work, or of the last one done; {@link #NONE} before any. */
    private volatile long atRecordOf = NONE;

    private volatile boolean working;
    private final AtomicLong deadLetters = new AtomicLong();
    private volatile @Nullable String cause;

    /** Offsets: where it began, how far it had to go then, where it is. */
    private record Way(
            Map<TopicPartition, Long> starts, Map<TopicPartition, Long> targets, Map<TopicPartition, Long> positions) {

        boolean walked() {
            return targets.entrySet().stream().allMatch(target -> position(target.getKey()) >= target.getValue());
        }

        Way at(Map<TopicPartition, Long> now) {
            return new Way(starts, targets, Map.copyOf(now));
        }

        long total() {
            return starts.entrySet().stream()
                    .mapToLong(start -> Math.max(0, target(start.getKey()) - start.getValue()))
                    .sum();
        }

        long done() {
            return starts.entrySet().stream()
                    .mapToLong(start ->
                            Math.max(0, Math.min(position(start.getKey()), target(start.getKey())) - start.getValue()))
                    .sum();
        }

        private long position(TopicPartition partition) {
            return positions.getOrDefault(partition, 0L);
        }

        private long target(TopicPartition partition) {
            return targets.getOrDefault(partition, 0L);
        }
    }

    /** For the one generation that there is. */
    Tracker(String projector, MeterRegistry meters, Clock clock) {
        this(projector, new ProjectorMeters(projector, meters), clock);
        this.meters.follow(this);
    }

    /** For one generation of several; the meters tell of the one that they {@link ProjectorMeters#follow follow}. */
    Tracker(String projector, ProjectorMeters meters, Clock clock) {
        this.projector = projector;
        this.meters = meters;
        this.clock = clock;
    }

    void starting() {
        phase = Phase.STARTING;
    }

    void began(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> targets) {
        way = new Way(Map.copyOf(starts), Map.copyOf(targets), Map.copyOf(starts));
        cause = null;
        phase = Phase.CATCHING_UP;
    }

    /** A batch is in work; when it fails, its records are what the view is behind by at least. */
    void took(int records, long oldestTimestamp) {
        lagEvents = Math.max(lagEvents, records);
        atRecordOf = oldestTimestamp;
        working = true;
    }

    void applied(int events, List<DeadLetter> dead) {
        meters.applied(this, events, dead);
        deadLetters.addAndGet(dead.size());
    }

    /** How many there have been since this process began. */
    long deadLetters() {
        return deadLetters.get();
    }

    /** Where it reads on, by partition. */
    Map<TopicPartition, Long> positions() {
        return way.positions();
    }

    long lagEvents() {
        return lagEvents;
    }

    /** Whether it will have caught up with everything that there was when it began, once the view holds all before these positions. */
    boolean arrives(Map<TopicPartition, Long> positions) {
        return phase != Phase.LIVE && way.at(positions).walked();
    }

    /** It has read everything before these positions, and the view holds it but for what it is behind. Returns whether it has just caught up. */
    boolean reached(Map<TopicPartition, Long> positions, long behind, long newestTimestamp) {
        way = way.at(positions);
        lagEvents = behind;
        working = false;
        if (newestTimestamp != NONE) {
            atRecordOf = newestTimestamp;
        }
        boolean caughtUp = phase != Phase.LIVE && way.walked();
        if (caughtUp) {
            phase = Phase.LIVE;
        }
        return caughtUp;
    }

    boolean isLive() {
        return phase == Phase.LIVE;
    }

    void failed(Throwable failure) {
        cause = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        phase = Phase.FAILING;
    }

    void stopped() {
        phase = Phase.STOPPED;
    }

    ProjectionStatus status() {
        Way now = way;
        Map<String, Long> positions = new TreeMap<>();
        now.positions().forEach((partition, offset) -> positions.put(partition.toString(), offset));
        return new ProjectionStatus(
                projector, phase, now.done(), now.total(), lagEvents, lagMillis(), positions, cause);
    }

    long lagMillis() {
        return atRecordOf == NONE || (!working && lagEvents == 0) ? 0 : Math.max(0, clock.millis() - atRecordOf);
    }
}
