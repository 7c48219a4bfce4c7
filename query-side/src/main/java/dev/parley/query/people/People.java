package dev.parley.query.people;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.edge.Caller;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Public profiles. */
@Component
class People {

    private final ViewReader views;
    private final Freshness freshness;

    People(ViewReader views, Freshness freshness) {
        this.views = views;
        this.freshness = freshness;
    }

    Mono<PersonItem> one(UserId user, Caller caller) {
        return these(Set.of(user), caller)
                .flatMap(found -> found.isEmpty()
                        ? Mono.error(new QueryRefused(Reason.NOT_FOUND, "There is nothing here."))
                        : Mono.just(found.getFirst()));
    }

    /** Those that exist, in the order asked for. Before one is left out, the view has to know everybody who was there by now. */
    Mono<List<PersonItem>> these(Set<UserId> users, Caller caller) {
        caller.require(Permission.FIND_PEOPLE);
        Mono<List<PersonItem>> known = views.some(Views.PEOPLE, users, PersonView.class)
                .collectMap(PersonView::user, Function.identity())
                .map(found -> users.stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .map(PersonItem::of)
                        .toList());
        return known.filter(found -> found.size() == users.size())
                .switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.PEOPLE, Topic.PEOPLE_EVENTS)
                        .then(known)));
    }
}
