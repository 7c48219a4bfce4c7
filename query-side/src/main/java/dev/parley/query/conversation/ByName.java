package dev.parley.query.conversation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.Contact;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.contact.Contacts;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.page.Sorted;
import dev.parley.query.search.Names;
import dev.parley.query.search.Words;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds somebody's own conversations by what they are called: a group by its name, a direct one by the names of the other person and what
 * the reader calls them. There are some thousands at most, read by their keys, so no index is needed, and nothing is half a second late.
 */
@Component
class ByName {

    private final Memberships memberships;
    private final Contacts contacts;
    private final Conversations conversations;
    private final ViewReader views;

    ByName(Memberships memberships, Contacts contacts, Conversations conversations, ViewReader views) {
        this.memberships = memberships;
        this.contacts = contacts;
        this.conversations = conversations;
        this.views = views;
    }

    /** The part of a head that says what it is called. */
    private record Called(
            @JsonProperty("_id") ConversationId conversation,
            @Nullable String name,
            @Nullable List<UserId> people,
            Instant activeAt) {

        @Nullable
        UserId with(UserId reader) {
            return people == null
                    ? null
                    : people.stream()
                            .filter(person -> !person.equals(reader))
                            .findFirst()
                            .orElse(reader);
        }
    }

    private record Match(Names.Fit fit, Instant activeAt, ConversationId conversation) {

        static final Comparator<Match> BEST_FIRST = comparing(Match::fit)
                .thenComparing(Match::activeAt, reverseOrder())
                .thenComparing(match -> match.conversation().toString());
    }

    Mono<Page<ConversationItem>> search(Caller caller, Words words, Limit limit, @Nullable String cursor) {
        UserId user = caller.user(Permission.LIST_CONVERSATIONS);
        return memberships
                .of(user)
                .map(all -> all.entrySet().stream()
                        .filter(each -> each.getValue().current())
                        .map(Map.Entry::getKey)
                        .toList())
                .flatMap(mine -> views.some(Views.CONVERSATIONS, mine, Called.class, "name", "people", "activeAt")
                        .collectList())
                .flatMap(all -> Mono.zip(people(user, all), contacts.of(user)).map(known -> {
                    Stream<Match> matches = all.stream()
                            .flatMap(each -> match(each, user, words, known.getT1(), known.getT2()).stream());
                    return Sorted.page(
                            matches,
                            Match.BEST_FIRST,
                            match -> match.conversation().toString(),
                            limit,
                            cursor);
                }))
                .flatMap(page -> conversations
                        .shown(
                                caller,
                                page.items().stream().map(Match::conversation).toList())
                        .map(items -> new Page<>(items, page.next())));
    }

    private Mono<Map<UserId, PersonView>> people(UserId user, List<Called> all) {
        List<UserId> others = all.stream()
                .map(each -> each.with(user))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return views.some(Views.PEOPLE, others, PersonView.class).collectMap(PersonView::user);
    }

    private static Optional<Match> match(
            Called called, UserId user, Words words, Map<UserId, PersonView> people, Map<UserId, Contact> contacts) {
        UserId with = called.with(user);
        PersonView person = with == null ? null : people.get(with);
        Contact contact = with == null ? null : contacts.get(with);
        List<String> names = Stream.of(
                        called.name(),
                        person == null ? null : person.username(),
                        person == null ? null : person.displayName(),
                        contact == null ? null : contact.remark())
                .filter(Objects::nonNull)
                .toList();
        return Names.fit(words, names).map(fit -> new Match(fit, called.activeAt(), called.conversation()));
    }
}
