package dev.parley.query.people;

import dev.parley.api.people.PersonView;
import dev.parley.api.people.Privacy;
import dev.parley.api.people.PrivacyAnswer;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows people whom they let near them. */
@RestController
class PrivacyEndpoint {

    private final ViewReader views;
    private final Freshness freshness;

    PrivacyEndpoint(ViewReader views, Freshness freshness) {
        this.views = views;
        this.freshness = freshness;
    }

    @GetMapping("/api/v1/me/privacy")
    Mono<PrivacyAnswer> mine(@RequestParam(required = false) @Nullable Long minVersion, Caller caller) {
        UserId me = caller.user(Permission.CHANGE_PRIVACY);
        return freshness
                .applied(Projectors.PEOPLE, me, minVersion == null ? -1 : minVersion)
                .then(views.one(Views.PEOPLE, me, PersonView.class))
                .map(person -> PrivacyAnswer.of(person.circles(), person.version()))
                .defaultIfEmpty(PrivacyAnswer.of(Privacy.OPEN, -1));
    }
}
