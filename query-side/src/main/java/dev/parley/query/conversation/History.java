package dev.parley.query.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Limit;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The messages of a conversation that its reader may see. */
@Component
class History {

    private final Conversations conversations;
    private final ViewReader views;
    private final Memberships memberships;
    private final Freshness freshness;

    History(Conversations conversations, ViewReader views, Memberships memberships, Freshness freshness) {
        this.conversations = conversations;
        this.views = views;
        this.memberships = memberships;
        this.freshness = freshness;
    }

    /** Which way a page goes from where. */
    sealed interface Direction {

        List<Long> of(VisibleSeqs seqs, int limit);

        /** Back in time from below a {@code seq}; newest first. */
        record Before(long seq) implements Direction {
            @Override
            public List<Long> of(VisibleSeqs seqs, int limit) {
                return seqs.before(seq, limit);
            }
        }

        /** Forward in time from above a {@code seq}; oldest first. */
        record After(long seq) implements Direction {
            @Override
            public List<Long> of(VisibleSeqs seqs, int limit) {
                return seqs.after(seq, limit);
            }
        }

        static Direction of(@Nullable Long before, @Nullable Long after) {
            if (before != null && after != null) {
                throw new InvalidInput("after", "A page goes before a seq or after one, not both.");
            }
            if (after != null) {
                return new After(notNegative("after", after));
            }
            return new Before(before == null ? Long.MAX_VALUE : notNegative("before", before));
        }

        private static long notNegative(String field, long seq) {
            if (seq < 0) {
                throw new InvalidInput(field, "A seq is a number from 1, not " + seq + ".");
            }
            return seq;
        }
    }

    Mono<List<MessageItem>> page(
            Caller caller, ConversationId conversation, Direction direction, Limit limit, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        return conversations
                .head(user, conversation, minVersion)
                .flatMap(head -> memberships
                        .currentAt(user, conversation, head.version())
                        .map(membership -> direction.of(VisibleSeqs.of(membership, head.seq()), limit.value()))
                        .flatMap(seqs -> messages(head, seqs)));
    }

    /** All of them or, when the view lacks one even after waiting for it, none: a page with a hole would say that nothing is there. */
    private Mono<List<MessageItem>> messages(ConversationView head, List<Long> seqs) {
        List<MessageId> ids = seqs.stream()
                .map(seq -> new MessageId(head.conversation(), seq))
                .toList();
        Mono<List<MessageItem>> whole = views.some(Views.MESSAGES, ids, MessageView.class)
                .collectMap(MessageView::message, Function.identity())
                .filter(found -> found.size() == ids.size())
                .map(found -> ids.stream().map(found::get).map(MessageItem::of).toList());
        return whole.switchIfEmpty(Mono.defer(() -> freshness
                .applied(Projectors.HISTORY, head.conversation(), head.version())
                .then(whole)
                .switchIfEmpty(Mono.error(() ->
                        new QueryRefused(Reason.VIEW_BEHIND, "Messages of this page are not in the view yet.")))));
    }
}
