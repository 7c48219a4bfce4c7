package dev.parley.push.presence;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.push.frame.ServerFrame.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of presence, for whoever wants to know it once. */
@RestController
class PresenceEndpoint {

    private final Presences presences;

    PresenceEndpoint(Presences presences) {
        this.presences = presences;
    }

    /** Everybody who was asked for, once. */
    record Present(List<Presence> items) {}

    @GetMapping("/api/v1/presence")
    Mono<Present> presence(@RequestParam(required = false) @Nullable List<UserId> users, Caller caller) {
        UserId viewer = caller.user(Permission.RECEIVE_EVENTS);
        return presences.of(viewer, required("users", users)).map(Present::new);
    }
}
