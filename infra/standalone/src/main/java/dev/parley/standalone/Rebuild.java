package dev.parley.standalone;

import dev.parley.projection.runtime.ProjectionStatus;
import dev.parley.projection.runtime.ProjectionStatus.Phase;
import dev.parley.projection.runtime.Projections;
import java.time.Duration;
import java.util.List;

/** Waits until the views have caught up with the events, and says how far they are. */
final class Rebuild {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final Projections projections;
    private final Progress progress;

    Rebuild(Projections projections, Progress progress) {
        this.projections = projections;
        this.progress = progress;
    }

    void await() throws InterruptedException {
        long begun = System.nanoTime();
        long told = begun;
        while (true) {
            List<ProjectionStatus> statuses = projections.statuses();
            if (statuses.stream().allMatch(status -> status.phase() == Phase.LIVE)) {
                progress.ready("Views", "up to date", Duration.ofNanos(System.nanoTime() - begun));
                return;
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                progress.line("Views", tell(statuses));
            }
            Thread.sleep(GLANCE);
        }
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
