package dev.parley.push.view;

import dev.parley.api.people.Contact;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What the gateway asks about people, by key; at most {@value GatewayViews#MAX_KEYS} at a time. Only what there is comes back. */
public interface PeopleViews {

    Mono<Map<UserId, PersonView>> people(Collection<UserId> users);

    /** What this one has with those, from this one's side. */
    Mono<Map<UserId, Contact>> contacts(UserId user, Collection<UserId> with);

    /** What those have with this one, from their side, by them. */
    Mono<Map<UserId, Contact>> toward(UserId user, Collection<UserId> by);
}
