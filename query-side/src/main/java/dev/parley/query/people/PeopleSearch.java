package dev.parley.query.people;

import static java.util.stream.Collectors.toUnmodifiableSet;

import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.parley.api.people.Contact;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.contact.Contacts;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.people.PeopleQuery.Asking;
import dev.parley.query.search.Cluster;
import dev.parley.query.search.Words;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds people by their names and by what the reader calls them. The index may be half a second behind, so whom it finds is held against
 * the views by id before anybody is shown: a page may be shorter than its limit.
 */
@Component
class PeopleSearch {

    private final Contacts contacts;
    private final Cluster cluster;
    private final VisiblePeople people;

    PeopleSearch(Contacts contacts, Cluster cluster, VisiblePeople people) {
        this.contacts = contacts;
        this.cluster = cluster;
        this.people = people;
    }

    /** A piece of the results that somebody asks for. */
    record Piece(Limit limit, @Nullable Place after) {
        static Piece of(@Nullable Integer limit, @Nullable String cursor) {
            return new Piece(Limit.of(limit), cursor == null ? null : Place.of(cursor));
        }
    }

    /** A place in the results: the better ones first. */
    record Place(double score, UserId user) {
        static Place of(String cursor) {
            return Cursor.read(
                    cursor, 2, parts -> new Place(Double.parseDouble(parts.get(0)), UserId.of(parts.get(1))));
        }

        String cursor() {
            return Cursor.after(score, user);
        }
    }

    Mono<Page<PersonItem>> search(Caller caller, Words words, Piece piece) {
        UserId me = caller.user(Permission.SEARCH_PEOPLE);
        if (words.all().isEmpty()) {
            return Mono.just(Page.last(List.of()));
        }
        return contacts.of(me)
                .flatMap(mine -> cluster.search(PeopleQuery.of(words, asking(me, mine, words), piece), Void.class)
                        .flatMap(response ->
                                page(me, mine, words, response.hits().hits(), piece)));
    }

    private static Asking asking(UserId me, Map<UserId, Contact> mine, Words words) {
        return new Asking(
                me,
                those(mine, contact -> contact.friendsSince() != null),
                those(mine, contact -> contact.blockedAt() != null),
                those(mine, contact -> called(contact, words)));
    }

    private static Set<UserId> those(Map<UserId, Contact> mine, Predicate<Contact> which) {
        return mine.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }

    private static boolean called(@Nullable Contact contact, Words words) {
        String remark = contact == null ? null : contact.remark();
        return remark != null
                && words.all().stream().allMatch(word -> plain(remark).contains(plain(word)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private Mono<Page<PersonItem>> page(
            UserId me, Map<UserId, Contact> mine, Words words, List<Hit<Void>> hits, Piece piece) {
        int limit = piece.limit().value();
        List<Place> places = hits.stream().limit(limit).map(PeopleSearch::place).toList();
        List<UserId> found = places.stream().map(Place::user).toList();
        @Nullable String next = hits.size() <= limit ? null : places.getLast().cursor();
        return people.of(me, mine, found)
                .map(visible -> new Page<>(
                        visible.stream()
                                .filter(one -> one.findable()
                                        || called(mine.get(one.person().user()), words))
                                .map(one -> PersonItem.of(one.person()))
                                .toList(),
                        next));
    }

    private static Place place(Hit<Void> hit) {
        return new Place(
                Objects.requireNonNull(hit.score(), "sorted by score"),
                UserId.of(Objects.requireNonNull(hit.id(), "a hit has an id")));
    }
}
