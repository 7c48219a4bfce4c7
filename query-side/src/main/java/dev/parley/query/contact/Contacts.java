package dev.parley.query.contact;

import dev.parley.api.people.Contact;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.view.ViewReader;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what people have with each other. Each side is known to its owner alone; what others have is for deciding, not for showing. */
@Component
public class Contacts {

    private final ViewReader views;

    Contacts(ViewReader views) {
        this.views = views;
    }

    /** Everybody with whom somebody has something. */
    public Mono<Map<UserId, Contact>> of(UserId user) {
        return views.one(Views.CONTACTS, user, ContactsView.class)
                .map(ContactsView::contacts)
                .defaultIfEmpty(Map.of());
    }

    /** All that these people have with whomever. */
    public Flux<ContactsView> of(Collection<UserId> users) {
        return views.some(Views.CONTACTS, users, ContactsView.class);
    }

    /** What these people have with this one, from their side; by them. */
    public Mono<Map<UserId, Contact>> toward(UserId user, Collection<UserId> others) {
        return views.some(Views.CONTACTS, others, ContactsView.class, "contacts." + user)
                .filter(view -> view.contacts().containsKey(user))
                .collectMap(
                        ContactsView::user,
                        view -> Objects.requireNonNull(view.contacts().get(user)));
    }
}
