package dev.parley.query.contact;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.parley.api.people.Contact;
import dev.parley.api.people.Contact.Direction;
import dev.parley.api.people.Contact.Request;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.contact.ContactItems.Blocked;
import dev.parley.query.contact.ContactItems.Friend;
import dev.parley.query.contact.ContactItems.FriendRequest;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's own contacts, kind by kind, the newest first. One document is read, whatever the page. */
@Component
class ContactLists {

    private final Contacts contacts;
    private final Clock clock = Clock.systemUTC();

    ContactLists(Contacts contacts) {
        this.contacts = contacts;
    }

    /** A piece of a list that somebody asks for. */
    record Piece(Limit limit, @Nullable Place after) {
        static Piece of(@Nullable Integer limit, @Nullable String cursor) {
            return new Piece(Limit.of(limit), cursor == null ? null : Place.of(cursor));
        }
    }

    /** Where an item stands: of two at the same time, in an order that stays the same. */
    record Place(long atMillis, UserId user) {
        static final Comparator<Place> NEWEST_FIRST =
                comparing(Place::atMillis, reverseOrder()).thenComparing(Place::user);

        static Place of(String cursor) {
            return Cursor.read(cursor, 2, parts -> new Place(Long.parseLong(parts.get(0)), UserId.of(parts.get(1))));
        }

        String cursor() {
            return Cursor.after(atMillis, user);
        }
    }

    private record Line<T>(Place place, T item) {}

    Mono<Page<Friend>> friends(Caller caller, Piece piece) {
        return page(caller, piece, (user, contact) -> {
            Instant since = contact.friendsSince();
            return since == null ? Optional.empty() : line(user, since, new Friend(user, since, contact.remark()));
        });
    }

    /** Those that nobody can answer any more are left out. */
    Mono<Page<FriendRequest>> requests(Caller caller, Direction direction, Piece piece) {
        Instant now = clock.instant();
        return page(caller, piece, (user, contact) -> {
            Request request = contact.request();
            return request == null
                            || request.direction() != direction
                            || !request.expiresAt().isAfter(now)
                    ? Optional.empty()
                    : line(user, request.at(), item(user, contact, request));
        });
    }

    private static FriendRequest item(UserId user, Contact contact, Request request) {
        return new FriendRequest(
                contact.friendship(),
                user,
                request.direction().name().toLowerCase(Locale.ROOT),
                request.message(),
                request.at(),
                request.expiresAt());
    }

    Mono<Page<Blocked>> blocks(Caller caller, Piece piece) {
        return page(caller, piece, (user, contact) -> {
            Instant at = contact.blockedAt();
            return at == null ? Optional.empty() : line(user, at, new Blocked(user, at));
        });
    }

    private static <T> Optional<Line<T>> line(UserId user, Instant at, T item) {
        return Optional.of(new Line<>(new Place(at.toEpochMilli(), user), item));
    }

    private <T> Mono<Page<T>> page(Caller caller, Piece piece, BiFunction<UserId, Contact, Optional<Line<T>>> reading) {
        return contacts.of(caller.user(Permission.MANAGE_CONTACTS)).map(all -> page(all, piece, reading));
    }

    private static <T> Page<T> page(
            Map<UserId, Contact> all, Piece piece, BiFunction<UserId, Contact, Optional<Line<T>>> reading) {
        Place after = piece.after();
        int limit = piece.limit().value();
        List<Line<T>> found = all.entrySet().stream()
                .flatMap(each -> reading.apply(each.getKey(), each.getValue()).stream())
                .filter(line -> after == null || Place.NEWEST_FIRST.compare(line.place(), after) > 0)
                .sorted((one, other) -> Place.NEWEST_FIRST.compare(one.place(), other.place()))
                .limit(limit + 1L)
                .toList();
        List<T> items = found.stream().limit(limit).map(Line::item).toList();
        return found.size() <= limit
                ? Page.last(items)
                : new Page<>(items, found.get(limit - 1).place().cursor());
    }
}
