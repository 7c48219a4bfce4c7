package dev.parley.push.view;

import dev.parley.api.people.Contact;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may notice whom. A block hides both from each other, whoever blocked. */
@Component
public final class Acquaintances {

    private final PeopleViews views;

    Acquaintances(PeopleViews views) {
        this.views = views;
    }

    /** Of these, those between whom and this one no block stands. */
    public Mono<Set<UserId>> unblocked(UserId user, Collection<UserId> others) {
        return Mono.zip(views.contacts(user, others), views.toward(user, others))
                .map(both -> others.stream()
                        .filter(other -> !blocked(both.getT1().get(other))
                                && !blocked(both.getT2().get(other)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Of these, those who let this one see whether they are there. Oneself is always among them. */
    public Mono<Set<UserId>> seenBy(UserId user, Collection<UserId> others) {
        return Mono.zip(views.people(others), views.contacts(user, others), views.toward(user, others))
                .map(all -> others.stream()
                        .filter(other -> other.equals(user)
                                || shows(
                                        all.getT1().get(other),
                                        all.getT2().get(other),
                                        all.getT3().get(other)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean shows(@Nullable PersonView person, @Nullable Contact mine, @Nullable Contact theirs) {
        return person != null
                && person.state() == PersonState.ACTIVE
                && !blocked(mine)
                && !blocked(theirs)
                && person.circles().presence().admits(mine != null && mine.friendsSince() != null);
    }

    private static boolean blocked(@Nullable Contact contact) {
        return contact != null && contact.blockedAt() != null;
    }
}
