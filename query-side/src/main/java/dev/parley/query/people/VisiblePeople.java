package dev.parley.query.people;

import dev.parley.api.people.Contact;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.contact.Contacts;
import dev.parley.query.view.ViewReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Of some people, those who come before somebody's eyes unasked: present, and neither blocked by them nor blocking them. */
@Component
class VisiblePeople {

    private final ViewReader views;
    private final Contacts contacts;

    VisiblePeople(ViewReader views, Contacts contacts) {
        this.views = views;
        this.contacts = contacts;
    }

    /** {@code findable}: by their own privacy, whoever looks may find them. */
    record Visible(PersonView person, boolean findable) {}

    /** In the order given. */
    Mono<List<Visible>> of(UserId me, Map<UserId, Contact> mine, List<UserId> users) {
        return Mono.zip(
                        views.some(Views.PEOPLE, users, PersonView.class)
                                .collectMap(PersonView::user, Function.identity()),
                        contacts.toward(me, users))
                .map(both -> users.stream()
                        .map(both.getT1()::get)
                        .filter(Objects::nonNull)
                        .filter(person -> person.state() == PersonState.ACTIVE)
                        .filter(person -> !blocked(mine.get(person.user()))
                                && !blocked(both.getT2().get(person.user())))
                        .map(person -> new Visible(person, findable(me, mine, person)))
                        .toList());
    }

    private static boolean blocked(@Nullable Contact contact) {
        return contact != null && contact.blockedAt() != null;
    }

    private static boolean findable(UserId me, Map<UserId, Contact> mine, PersonView person) {
        Contact contact = mine.get(person.user());
        boolean friends = contact != null && contact.friendsSince() != null;
        return person.user().equals(me) || person.circles().find().admits(friends);
    }
}
