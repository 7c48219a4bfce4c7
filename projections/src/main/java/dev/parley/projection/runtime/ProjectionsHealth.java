package dev.parley.projection.runtime;

import dev.parley.projection.runtime.ProjectionStatus.Phase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether the views can be trusted to be whole: {@code REBUILDING} until every projector has read what lay before it. */
public final class ProjectionsHealth implements HealthIndicator {

    private static final Status REBUILDING =
            new Status("REBUILDING", "Views are being computed from the events; they may lack what is old.");

    private final Projections projections;

    public ProjectionsHealth(Projections projections) {
        this.projections = projections;
    }

    @Override
    public Health health() {
        List<ProjectionStatus> statuses = projections.statuses();
        Health.Builder health = Health.status(overall(statuses));
        statuses.forEach(status -> health.withDetail(status.projector(), details(status)));
        return health.build();
    }

    private static Status overall(Collection<ProjectionStatus> statuses) {
        Set<Phase> phases = statuses.stream().map(ProjectionStatus::phase).collect(Collectors.toSet());
        if (phases.contains(Phase.FAILING)) {
            return Status.DOWN;
        }
        if (phases.contains(Phase.STOPPED)) {
            return Status.OUT_OF_SERVICE;
        }
        return phases.equals(Set.of(Phase.LIVE)) ? Status.UP : REBUILDING;
    }

    private static Map<String, Object> details(ProjectionStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("phase", status.phase());
        details.put("percent", status.percent());
        details.put("lagEvents", status.lagEvents());
        details.put("lagMillis", status.lagMillis());
        details.put("positions", status.positions());
        if (status.cause() != null) {
            details.put("cause", status.cause());
        }
        return details;
    }
}
