package dev.parley.query.schedule;

import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.schedule.ScheduleView;
import dev.parley.api.schedule.ScheduleView.Item;
import dev.parley.edge.Caller;
import dev.parley.query.page.Page;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The list of one's own plans, soonest first; one read by key. */
@RestController
@RequestMapping("/api/v1/me/scheduled")
class ScheduledEndpoint {

    private final ViewReader views;
    private final Freshness freshness;

    ScheduledEndpoint(ViewReader views, Freshness freshness) {
        this.views = views;
        this.freshness = freshness;
    }

    /** @param minVersion as a change of the plans was answered with */
    @GetMapping
    Mono<Page<Item>> mine(@RequestParam(required = false) @Nullable Long minVersion, Caller caller) {
        UserId self = caller.user(Permission.SCHEDULE_MESSAGES);
        Mono<Void> recent = minVersion == null
                ? Mono.empty()
                : freshness.applied(Projectors.SCHEDULES, ScheduleId.of(self), minVersion);
        return recent.then(Mono.defer(() -> views.one(Views.SCHEDULES, self, ScheduleView.class)))
                .map(ScheduleView::items)
                .defaultIfEmpty(List.of())
                .map(Page::last);
    }
}
