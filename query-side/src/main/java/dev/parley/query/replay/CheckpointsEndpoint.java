package dev.parley.query.replay;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import dev.parley.api.replay.Checkpoint;
import dev.parley.edge.Caller;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where analysts leave word for themselves of how far they have come. */
@RestController
@RequestMapping("/api/v1/replay/checkpoints/{name}")
class CheckpointsEndpoint {

    private final Checkpoints checkpoints;

    CheckpointsEndpoint(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    record NewPosition(@Nullable Long position) {}

    record Kept(String name, long position, Instant at) {

        static Kept of(Checkpoint checkpoint) {
            return new Kept(
                    checkpoint.name(), checkpoint.position() == null ? 0 : checkpoint.position(), checkpoint.at());
        }
    }

    @PutMapping
    Mono<Kept> put(
            @PathVariable String name,
            @RequestBody NewPosition body,
            @AuthenticationPrincipal Jwt token,
            Caller caller) {
        caller.require(Permission.REPLAY_EVENTS);
        long position = required("position", body.position());
        return blocking(() -> Kept.of(checkpoints.put(owner(token), name, position)));
    }

    @GetMapping
    Mono<Kept> get(@PathVariable String name, @AuthenticationPrincipal Jwt token, Caller caller) {
        caller.require(Permission.REPLAY_EVENTS);
        return blocking(() -> checkpoints
                .find(owner(token), name)
                .map(Kept::of)
                .orElseThrow(() -> new QueryRefused(Reason.NOT_FOUND, "You have no checkpoint of that name.")));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String name, @AuthenticationPrincipal Jwt token, Caller caller) {
        caller.require(Permission.REPLAY_EVENTS);
        return blocking(() -> {
                    checkpoints.remove(owner(token), name);
                    return true;
                })
                .then();
    }

    /** The person, or the application that reads for itself. */
    private static String owner(Jwt token) {
        return String.valueOf(token.getSubject());
    }

    private static <T> Mono<T> blocking(Supplier<T> call) {
        return Mono.fromSupplier(call).subscribeOn(Schedulers.boundedElastic());
    }
}
