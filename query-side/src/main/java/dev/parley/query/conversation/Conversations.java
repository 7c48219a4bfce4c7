package dev.parley.query.conversation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    Conversations(ViewReader views, Memberships memberships, Freshness freshness) {
        this.views = views;
        this.memberships = memberships;
        this.freshness = freshness;
    }

    /** Place in the list: the latest first; of two at the same instant, any order that stays the same. */
    record Activity(@JsonProperty("_id") ConversationId conversation, Instant activeAt) {

        static final Comparator<Activity> LATEST_FIRST = comparing(Activity::activeAt, reverseOrder())
                .thenComparing(activity -> activity.conversation().toString(), reverseOrder());

        static Activity of(String cursor) {
            return Cursor.read(
                    cursor, 2, parts -> new Activity(ConversationId.of(parts.get(1)), Instant.parse(parts.get(0))));
        }

        String cursor() {
            return Cursor.after(activeAt, conversation);
        }
    }

    /** Those somebody is in now, by activity. A conversation that moves while they page may be met twice or be missed until they begin again. */
    Mono<Page<ConversationItem>> list(Caller caller, Limit limit, @Nullable Activity after) {
        UserId user = caller.user(Permission.LIST_CONVERSATIONS);
        return memberships
                .of(user)
                .map(Conversations::current)
                .flatMap(mine -> views.some(Views.CONVERSATIONS, mine, Activity.class, "activeAt")
                        .filter(activity -> after == null || Activity.LATEST_FIRST.compare(activity, after) > 0)
                        .sort(Activity.LATEST_FIRST)
                        .take(limit.value() + 1L)
                        .collectList())
                .flatMap(activities -> page(user, activities, limit))
                .map(page -> page.map(item -> asSeenBy(caller, item)));
    }

    /** What was said is a message, even here. */
    private static ConversationItem asSeenBy(Caller caller, ConversationItem item) {
        return caller.may(Permission.READ_MESSAGES) ? item : item.withoutLastMessage();
    }

    private Mono<Page<ConversationItem>> page(UserId user, List<Activity> activities, Limit limit) {
        boolean more = activities.size() > limit.value();
        List<Activity> shown = more ? activities.subList(0, limit.value()) : activities;
        return items(user, shown.stream().map(Activity::conversation).toList())
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

    /** One that the caller is in. With {@code minVersion} it waits until the view has come that far. */
    Mono<ConversationItem> one(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.FIND_CONVERSATION);
        return head(user, conversation, minVersion)
                .then(items(user, List.of(conversation)))
                .flatMap(items -> items.isEmpty()
                        ? memberships.current(user, conversation).then(Mono.error(Conversations::headless))
                        : Mono.just(asSeenBy(caller, items.getFirst())));
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
        Mono<ConversationView> head = views.one(Views.CONVERSATIONS, conversation, ConversationView.class);
        return memberships
                .current(user, conversation)
                .then(head.switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.HEADS, Topic.CONVERSATION_EVENTS)
                        .then(head)
                        .switchIfEmpty(Mono.error(Conversations::headless)))));
    }

    private static QueryRefused headless() {
        return new QueryRefused(Reason.VIEW_BEHIND, "This conversation is not in the view yet.");
    }

    /** In the order asked for, those somebody is in. */
    private Mono<List<ConversationItem>> items(UserId user, Collection<ConversationId> conversations) {
        return views.some(Views.CONVERSATIONS, conversations, ConversationView.class)
                .collectMap(ConversationView::conversation)
                .flatMap(heads -> Mono.zip(standing(user, heads), positions(user, heads.keySet()), (standing, read) -> {
                    List<ConversationItem> items = new ArrayList<>();
                    for (ConversationId conversation : conversations) {
                        ConversationView head = heads.get(conversation);
                        Membership membership = standing.memberships().get(conversation);
                        if (head != null && membership != null && membership.current()) {
                            ConversationItem item = ConversationItem.of(
                                    head,
                                    user,
                                    membership,
                                    read.in(conversation).read());
                            items.add(standing.unsure().contains(conversation) ? item.withoutLastMessage() : item);
                        }
                    }
                    return items;
                }));
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
