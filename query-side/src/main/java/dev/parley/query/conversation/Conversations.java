package dev.parley.query.conversation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.note.Notes;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's conversations, one or all. */
@Component
class Conversations {

    private final ViewReader views;
    private final Memberships memberships;
    private final Freshness freshness;
    private final Notes notes;
    private final Unread unread;
    private final Clock clock = Clock.systemUTC();

    Conversations(ViewReader views, Memberships memberships, Freshness freshness, Notes notes, Unread unread) {
        this.views = views;
        this.memberships = memberships;
        this.freshness = freshness;
        this.notes = notes;
        this.unread = unread;
    }

    /** Place in the list: what is pinned, then the latest first; of two at the same instant, any order that stays the same. */
    record Place(boolean pinned, Instant activeAt, ConversationId conversation) {

        static final Comparator<Place> IN_ORDER = comparing(Place::pinned, reverseOrder())
                .thenComparing(Place::activeAt, reverseOrder())
                .thenComparing(place -> place.conversation().toString(), reverseOrder());

        static Place of(String cursor) {
            return Cursor.read(
                    cursor,
                    3,
                    parts -> new Place(
                            parts.get(0).equals("1"), Instant.parse(parts.get(1)), ConversationId.of(parts.get(2))));
        }

        String cursor() {
            return Cursor.after(pinned ? "1" : "0", activeAt, conversation);
        }
    }

    /** The part of a head that says where in the list it belongs. */
    private record Activity(@JsonProperty("_id") ConversationId conversation, Instant activeAt, long seq) {

        Place place(NotesView notes) {
            return new Place(notes.about(conversation).isPinned(), activeAt, conversation);
        }
    }

    /** Which of somebody's conversations are listed. */
    enum Shelf {
        /** All but the hidden. */
        OPEN,
        /** The hidden, until their next message. */
        HIDDEN
    }

    /** Those somebody is in now. A conversation that moves while they page may be met twice or be missed until they begin again. */
    Mono<Page<ConversationItem>> list(Caller caller, Shelf shelf, Limit limit, @Nullable Place after) {
        UserId user = caller.user(Permission.LIST_CONVERSATIONS);
        return Mono.zip(memberships.of(user).map(Conversations::current), notes.of(user))
                .flatMap(mine -> views.some(Views.CONVERSATIONS, mine.getT1(), Activity.class, "activeAt", "seq")
                        .filter(head -> (shelf == Shelf.HIDDEN)
                                == mine.getT2().about(head.conversation()).hidden(head.seq()))
                        .map(head -> head.place(mine.getT2()))
                        .filter(place -> after == null || Place.IN_ORDER.compare(place, after) > 0)
                        .sort(Place.IN_ORDER)
                        .take(limit.value() + 1L)
                        .collectList())
                .flatMap(places -> page(user, places, limit))
                .map(page -> page.map(item -> asSeenBy(caller, item)));
    }

    /** Those of these that the caller is in, in the same order. */
    Mono<List<ConversationItem>> shown(Caller caller, Collection<ConversationId> conversations) {
        return items(caller.user(Permission.LIST_CONVERSATIONS), conversations)
                .map(items -> items.stream().map(item -> asSeenBy(caller, item)).toList());
    }

    /** What was said is a message, even here. */
    private static ConversationItem asSeenBy(Caller caller, ConversationItem item) {
        return caller.may(Permission.READ_MESSAGES) ? item : item.withoutLastMessage();
    }

    private Mono<Page<ConversationItem>> page(UserId user, List<Place> places, Limit limit) {
        boolean more = places.size() > limit.value();
        List<Place> shown = more ? places.subList(0, limit.value()) : places;
        return items(user, shown.stream().map(Place::conversation).toList())
                .map(items -> new Page<>(items, more ? shown.getLast().cursor() : null));
    }

    private static List<ConversationId> current(Map<ConversationId, Membership> all) {
        List<ConversationId> current = new ArrayList<>();
        all.forEach((conversation, membership) -> {
            if (membership.current()) {
                current.add(conversation);
            }
        });
        return current;
    }

    /** One that the caller is in. With {@code minVersion} it waits until the views have come that far. */
    Mono<ConversationItem> one(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.FIND_CONVERSATION);
        return head(user, conversation, minVersion)
                .then(allAt(conversation, minVersion))
                .then(Mono.defer(() -> item(user, conversation)))
                .map(item -> asSeenBy(caller, item));
    }

    /** One that somebody is in, as the views have it. */
    Mono<ConversationItem> item(UserId user, ConversationId conversation) {
        return head(user, conversation)
                .then(Mono.defer(() -> items(user, List.of(conversation))))
                .flatMap(items -> items.isEmpty()
                        ? memberships.current(user, conversation).then(Mono.error(Conversations::headless))
                        : Mono.just(items.getFirst()));
    }

    /** What is unread, and whom it mentions, comes from more views than the head. */
    private Mono<Void> allAt(ConversationId conversation, @Nullable Long minVersion) {
        return minVersion == null
                ? Mono.empty()
                : freshness
                        .applied(Projectors.HISTORY, conversation, minVersion)
                        .then(freshness.applied(Projectors.MENTIONS, conversation, minVersion));
    }

    /** The head of a conversation at that version or a later one; {@code VIEW_BEHIND} when the view does not come that far in time. */
    Mono<ConversationView> head(UserId user, ConversationId conversation, @Nullable Long minVersion) {
        if (minVersion == null) {
            return head(user, conversation);
        }
        return freshness
                .expected(Projectors.MEMBERSHIPS, conversation, minVersion)
                .then(Mono.defer(() -> head(user, conversation)))
                .flatMap(head -> head.version() >= minVersion
                        ? Mono.just(head)
                        : freshness
                                .applied(Projectors.HEADS, conversation, minVersion)
                                .then(Mono.defer(() -> head(user, conversation))));
    }

    /**
     * The head of a conversation, for somebody who is in it. A head that is missing though its members are known is not a no: the view
     * only has to catch up.
     */
    Mono<ConversationView> head(UserId user, ConversationId conversation) {
        Mono<ConversationView> head = known(conversation);
        return memberships
                .current(user, conversation)
                .then(head.switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.HEADS, Topic.CONVERSATION_EVENTS)
                        .then(head)
                        .switchIfEmpty(Mono.error(Conversations::headless)))));
    }

    /** A conversation's head as the view has it, for nobody in particular; empty when it has none. */
    Mono<ConversationView> known(ConversationId conversation) {
        return views.one(Views.CONVERSATIONS, conversation, ConversationView.class);
    }

    private static QueryRefused headless() {
        return new QueryRefused(Reason.VIEW_BEHIND, "This conversation is not in the view yet.");
    }

    /** In the order asked for, those somebody is in. */
    private Mono<List<ConversationItem>> items(UserId user, Collection<ConversationId> conversations) {
        return views.some(Views.CONVERSATIONS, conversations, ConversationView.class)
                .collectMap(ConversationView::conversation)
                .flatMap(heads -> Mono.zip(standing(user, heads), positions(user, heads.keySet()))
                        .flatMap(known -> items(user, conversations, heads, known.getT1(), known.getT2())));
    }

    private Mono<List<ConversationItem>> items(
            UserId user,
            Collection<ConversationId> conversations,
            Map<ConversationId, ConversationView> heads,
            Standing standing,
            PositionsView positions) {
        Map<ConversationId, Unread.Reading> readings = new LinkedHashMap<>();
        for (ConversationId conversation : conversations) {
            ConversationView head = heads.get(conversation);
            Membership membership = standing.memberships().get(conversation);
            if (head != null && membership != null && membership.current()) {
                long read = ConversationItem.readSeq(
                        head, user, positions.in(conversation).read());
                readings.put(conversation, new Unread.Reading(head, membership, read));
            }
        }
        Instant now = clock.instant();
        return Mono.zip(
                        unread.of(user, readings.values()),
                        notes.of(user, readings.keySet()),
                        notes.drafts(user, readings.keySet()))
                .map(mine -> readings.values().stream()
                        .map(reading -> {
                            ConversationId conversation = reading.conversation();
                            ConversationItem item = ConversationItem.of(
                                    new ConversationItem.Parts(
                                            reading.head(),
                                            user,
                                            reading.membership(),
                                            reading.readSeq(),
                                            mine.getT1().getOrDefault(conversation, Unread.Count.NOTHING),
                                            mine.getT2().about(conversation),
                                            mine.getT3().get(conversation)),
                                    now);
                            return standing.unsure().contains(conversation) ? item.withoutLastMessage() : item;
                        })
                        .toList());
    }

    /** What is known of the reader's memberships, and where that is older than the head. */
    private record Standing(Map<ConversationId, Membership> memberships, Set<ConversationId> unsure) {}

    /** The order matters: read before the wait, a membership could be older than what it is held against. */
    private Mono<Standing> standing(UserId user, Map<ConversationId, ConversationView> heads) {
        Map<ConversationId, Long> versions = new HashMap<>();
        heads.forEach((conversation, head) -> versions.put(conversation, head.version()));
        return memberships
                .unknownAt(versions)
                .flatMap(unknown ->
                        memberships.of(user, heads.keySet()).map(known -> new Standing(known, unknown.keySet())));
    }

    private Mono<PositionsView> positions(UserId user, Collection<ConversationId> conversations) {
        PositionsView none = new PositionsView(user, Map.of());
        if (conversations.isEmpty()) {
            return Mono.just(none);
        }
        String[] fields = conversations.stream()
                .map(conversation -> "conversations." + conversation)
                .toArray(String[]::new);
        return views.one(Views.POSITIONS, user, PositionsView.class, fields).defaultIfEmpty(none);
    }
}
