package dev.parley.projection.rebuild;

import dev.parley.api.InvalidInput;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where administrators have views made anew. */
@RestController
@RequestMapping("/api/v1/admin/rebuilds")
class RebuildsEndpoint {

    private final Rebuilds rebuilds;

    RebuildsEndpoint(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    record NewRebuild(
            @Nullable String view,
            @Nullable Integer eventsPerSecond,
            @Nullable Boolean confirm) {}

    record Listed(List<RebuildStatus> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<RebuildStatus> begin(@RequestBody NewRebuild body, Caller caller) {
        String by = caller.user(Permission.ADMINISTER).toString();
        Rebuilds.Wish wish = new Rebuilds.Wish(
                InvalidInput.required("view", body.view()),
                Objects.requireNonNullElse(body.eventsPerSecond(), 0),
                Boolean.TRUE.equals(body.confirm()),
                by);
        return blocking(() -> rebuilds.begin(wish));
    }

    @GetMapping
    Mono<Listed> all(Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> new Listed(rebuilds.all()));
    }

    @GetMapping("/{id}")
    Mono<RebuildStatus> one(@PathVariable String id, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> rebuilds.one(id));
    }

    @PostMapping("/{id}/switch")
    Mono<RebuildStatus> switchOver(@PathVariable String id, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> rebuilds.switchOver(id));
    }

    @PostMapping("/{id}/rollback")
    Mono<RebuildStatus> rollBack(@PathVariable String id, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> rebuilds.rollBack(id));
    }

    /** Gives up one that is not over; of one that has switched, puts away what is not read any more. */
    @DeleteMapping("/{id}")
    Mono<RebuildStatus> drop(@PathVariable String id, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> rebuilds.drop(id));
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
