package dev.parley.projection.rebuild;

import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.projection.runtime.ProjectionStatus;
import dev.parley.projection.runtime.Projections;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where administrators see how every projector is doing. */
@RestController
class ProjectionsEndpoint {

    private final Projections projections;

    ProjectionsEndpoint(Projections projections) {
        this.projections = projections;
    }

    record Listed(List<ProjectionStatus> items) {}

    @GetMapping("/api/v1/admin/projections")
    Listed all(Caller caller) {
        caller.require(Permission.ADMINISTER);
        return new Listed(projections.statuses());
    }
}
