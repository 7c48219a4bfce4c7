package dev.parley.query.membership;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.query.note.Notes;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who belongs where, and how a read is refused on its word. */
@Component
public class Memberships {

    /** The views of one event come a few milliseconds apart; more than this is an incident. */
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final ViewReader views;
    private final Freshness freshness;
    private final Notes notes;

    Memberships(ViewReader views, Freshness freshness, Notes notes) {
        this.views = views;
        this.freshness = freshness;
        this.notes = notes;
    }

    /**
     * The caller's membership. Before a no it waits until the view holds everything that had happened when the question came; unknown
     * conversations and those the caller never belonged to are the same {@code NOT_FOUND}, left ones are {@code NOT_A_MEMBER}.
     */
    public Mono<Membership> current(UserId user, ConversationId conversation) {
        return known(user, conversation)
                .switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS)
                        .then(Mono.defer(() -> find(user, conversation)))
                        .map(Memberships::orLeft)
                        .switchIfEmpty(
                                Mono.error(() -> new QueryRefused(Reason.NOT_FOUND, "There is nothing here.")))));
    }

    /** The membership of somebody who is in it as far as the view knows; empty for everybody else. */
    public Mono<Membership> known(UserId user, ConversationId conversation) {
        return find(user, conversation).filter(Membership::current);
    }

    /** All conversations that somebody is or was in, as far as the view knows. */
    public Mono<Map<ConversationId, Membership>> of(UserId user) {
        return Mono.zip(
                views.one(Views.MEMBERSHIPS, user, MembershipsView.class)
                        .map(MembershipsView::conversations)
                        .defaultIfEmpty(Map.of()),
                notes.of(user),
                Memberships::withoutCleared);
    }

    /** Of these conversations, those that somebody is or was in. */
    public Mono<Map<ConversationId, Membership>> of(UserId user, Collection<ConversationId> conversations) {
        if (conversations.isEmpty()) {
            return Mono.just(Map.of());
        }
        String[] fields = conversations.stream().map(Memberships::field).toArray(String[]::new);
        return Mono.zip(
                views.one(Views.MEMBERSHIPS, user, MembershipsView.class, fields)
                        .map(MembershipsView::conversations)
                        .defaultIfEmpty(Map.of()),
                notes.of(user, conversations),
                Memberships::withoutCleared);
    }

    /** What somebody cleared for themselves is gone for them wherever they look, so it is taken out here, where all of these begin. */
    private static Map<ConversationId, Membership> withoutCleared(
            Map<ConversationId, Membership> memberships, NotesView notes) {
        Map<ConversationId, Membership> left = new HashMap<>(memberships);
        left.replaceAll((conversation, membership) ->
                membership.clearedTo(notes.about(conversation).clearedTo()));
        return left;
    }

    /**
     * Waits a moment until the view knows who belonged where at these versions, and gives those of which it does not, with the version up
     * to which it does. A membership that is read after this may be held against anything up to there; without it, somebody just removed
     * could be shown what came after.
     */
    public Mono<Map<ConversationId, Long>> unknownAt(Map<ConversationId, Long> versions) {
        return freshness.behind(Projectors.MEMBERSHIPS, versions, A_MOMENT);
    }

    /** The caller's membership as it was at that version or is by now; {@code VIEW_BEHIND} when the view does not know in time. */
    public Mono<Membership> currentAt(UserId user, ConversationId conversation, long version) {
        return freshness
                .applied(Projectors.MEMBERSHIPS, conversation, version)
                .then(Mono.defer(() -> current(user, conversation)));
    }

    private Mono<Membership> find(UserId user, ConversationId conversation) {
        return of(user, List.of(conversation)).mapNotNull(all -> all.get(conversation));
    }

    private static Membership orLeft(Membership membership) {
        if (!membership.current()) {
            throw new QueryRefused(Reason.NOT_A_MEMBER, "You do not belong to this conversation any more.");
        }
        return membership;
    }

    private static String field(ConversationId conversation) {
        return "conversations." + conversation;
    }
}
