package dev.parley.standalone;

import dev.parley.command.relay.Relay;
import dev.parley.projection.runtime.ProjectionStatus;
import dev.parley.projection.runtime.ProjectionStatus.Phase;
import dev.parley.projection.runtime.Projections;
import java.time.Duration;
import java.util.List;

/** Waits until the events of the store are published and the views have caught up with them, and says how far they are. */
final class Rebuild {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    /** Events that come in while it starts; whoever waits for the last of them may wait for ever. */
    private static final long FEW = 1_000;

    private final Relay relay;
    private final Projections projections;
    private final Progress progress;

    Rebuild(Relay relay, Projections projections, Progress progress) {
        this.relay = relay;
        this.projections = projections;
        this.progress = progress;
    }

    void await() throws InterruptedException {
        long begun = System.nanoTime();
        long told = begun;
        while (true) {
            List<ProjectionStatus> statuses = projections.statuses();
            boolean published = relay.lag() < FEW;
            if (published
                    && statuses.stream().allMatch(status -> status.phase() == Phase.LIVE && status.lagEvents() < FEW)) {
                progress.ready("Views", "up to date", Duration.ofNanos(System.nanoTime() - begun));
                return;
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                progress.line("Views", published ? tell(statuses) : publishing());
            }
            Thread.sleep(GLANCE);
        }
    }

    private String publishing() {
        String trouble = relay.trouble();
        return trouble == null
                ? relay.lag() + " events are to be published first"
                : "events cannot be published, which is tried again: " + trouble;
    }

    private static String tell(List<ProjectionStatus> statuses) {
        for (ProjectionStatus status : statuses) {
            if (status.phase() == Phase.FAILING) {
                return status.projector() + " cannot go on and tries again: " + status.cause();
            }
        }
        long done = statuses.stream().mapToLong(ProjectionStatus::done).sum();
        long total = statuses.stream().mapToLong(ProjectionStatus::total).sum();
        if (total == 0) {
            return "looking for what has happened";
        }
        return "rebuilding " + 100 * done / total + " % (" + done + " of " + total + " events)";
    }
}
