package dev.parley.query.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Limit;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** The messages of a conversation that its reader may see. */
@Component
class History {

    private final Conversations conversations;
    private final ViewReader views;
    private final Memberships memberships;
    private final Freshness freshness;
    private final Quotes quotes;

    History(
            Conversations conversations,
            ViewReader views,
            Memberships memberships,
            Freshness freshness,
            Quotes quotes) {
        this.conversations = conversations;
        this.views = views;
        this.memberships = memberships;
        this.freshness = freshness;
        this.quotes = quotes;
    }

    /** Which way a page goes from where. */
    sealed interface Direction {

        /** Forward from the first message that was said then or later; oldest first. */
        record From(Instant time) implements Direction {}

        /** From a {@code seq}. */
        sealed interface FromSeq extends Direction {
            List<Long> of(VisibleSeqs seqs, int limit);
        }

        /** Back in time from below a {@code seq}; newest first. */
        record Before(long seq) implements FromSeq {
            @Override
            public List<Long> of(VisibleSeqs seqs, int limit) {
                return seqs.before(seq, limit);
            }
        }

        /** Forward in time from above a {@code seq}; oldest first. */
        record After(long seq) implements FromSeq {
            @Override
            public List<Long> of(VisibleSeqs seqs, int limit) {
                return seqs.after(seq, limit);
            }
        }

        /** Both ways from a {@code seq}, which is in the middle; oldest first. */
        record Around(long seq) implements FromSeq {
            @Override
            public List<Long> of(VisibleSeqs seqs, int limit) {
                List<Long> around = new ArrayList<>(seqs.before(Math.min(seq, Long.MAX_VALUE - 1) + 1, limit / 2 + 1)
                        .reversed());
                around.addAll(seqs.after(seq, limit - around.size()));
                return around;
            }
        }

        static Direction of(@Nullable Long before, @Nullable Long after, @Nullable Long around, @Nullable Instant at) {
            if (Stream.of(before, after, around, at).filter(Objects::nonNull).count() > 1) {
                throw new InvalidInput("after", "A page goes before a seq, after one, around one, or on from a time.");
            }
            if (at != null) {
                return new From(at);
            }
            if (around != null) {
                return new Around(notNegative("around", around));
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
        return seen(user, conversation, minVersion)
                .flatMap(seen -> fromSeq(seen.head(), direction).flatMap(from -> {
                    List<MessageId> ids =
                            from
                                    .of(
                                            VisibleSeqs.of(
                                                    seen.membership(),
                                                    seen.head().seq()),
                                            limit.value())
                                    .stream()
                                    .map(seq -> new MessageId(conversation, seq))
                                    .toList();
                    return messages(seen.head(), ids)
                            .flatMap(found -> quotes.items(user, seen.membership(), found, MessageItem.Reaction.NAMED));
                }));
    }

    private Mono<Direction.FromSeq> fromSeq(ConversationView head, Direction direction) {
        return switch (direction) {
            case Direction.FromSeq known -> Mono.just(known);
            case Direction.From(Instant time) ->
                firstSaid(head, time, 1, head.seq() + 1).map(first -> new Direction.After(first - 1));
        };
    }

    /** The first message in [low, high) that was said then or later, else {@code high}: later ones were said later, so it halves. */
    private Mono<Long> firstSaid(ConversationView head, Instant time, long low, long high) {
        if (low == high) {
            return Mono.just(low);
        }
        long middle = (low + high) >>> 1;
        return messages(head, List.of(new MessageId(head.conversation(), middle)))
                .flatMap(found -> found.getFirst().at().isBefore(time)
                        ? firstSaid(head, time, middle + 1, high)
                        : firstSaid(head, time, low, middle));
    }

    /** One message; {@code NOT_FOUND} when there is none that the reader may see. */
    Mono<MessageItem> one(Caller caller, MessageId message, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        return visible(user, message, minVersion)
                .flatMap(visible ->
                        quotes.items(user, visible.membership(), List.of(visible.message()), Integer.MAX_VALUE))
                .map(List::getFirst);
    }

    /** A conversation before somebody who is in it. */
    record Seen(ConversationView head, Membership membership) {}

    /** A message before somebody who may see it. */
    record Visible(MessageView message, ConversationView head, Membership membership) {}

    Mono<Seen> seen(UserId user, ConversationId conversation, @Nullable Long minVersion) {
        return minVersion == null
                ? seenAtOnce(user, conversation)
                        .switchIfEmpty(Mono.defer(() -> seenInTurn(user, conversation, minVersion)))
                : seenInTurn(user, conversation, minVersion);
    }

    /**
     * Nearly always the views agree, and then there is nothing to wait for. A membership is read after its view held the version that the
     * head shows: whoever was removed by then is not let in. Empty when anything is otherwise.
     */
    private Mono<Seen> seenAtOnce(UserId user, ConversationId conversation) {
        return Mono.zip(conversations.known(conversation), freshness.held(Projectors.MEMBERSHIPS, conversation))
                .filter(both -> both.getT2() >= both.getT1().version())
                .map(Tuple2::getT1)
                .flatMap(head -> memberships.known(user, conversation).map(membership -> new Seen(head, membership)));
    }

    private Mono<Seen> seenInTurn(UserId user, ConversationId conversation, @Nullable Long minVersion) {
        Mono<Void> asNewAsAsked = minVersion == null
                ? Mono.empty()
                : Mono.defer(() -> freshness.applied(Projectors.HISTORY, conversation, minVersion));
        return conversations
                .head(user, conversation, minVersion)
                .flatMap(head -> asNewAsAsked
                        .then(memberships.currentAt(user, conversation, head.version()))
                        .map(membership -> new Seen(head, membership)));
    }

    Mono<Visible> visible(UserId user, MessageId message, @Nullable Long minVersion) {
        return seen(user, message.conversation(), minVersion)
                .filter(seen -> shows(seen, message))
                .switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.HEADS, Topic.CONVERSATION_EVENTS)
                        .then(seen(user, message.conversation(), minVersion))
                        .filter(seen -> shows(seen, message))
                        .switchIfEmpty(
                                Mono.error(() -> new QueryRefused(Reason.NOT_FOUND, "There is no such message.")))))
                .flatMap(seen -> messages(seen.head(), List.of(message))
                        .map(found -> new Visible(found.getFirst(), seen.head(), seen.membership())));
    }

    private static boolean shows(Seen seen, MessageId message) {
        return message.seq() <= seen.head().seq() && seen.membership().coversSeq(message.seq());
    }

    /** All of them or, when the view lacks one even after waiting for it, none: a page with a hole would say that nothing is there. */
    Mono<List<MessageView>> messages(ConversationView head, List<MessageId> ids) {
        Mono<List<MessageView>> whole = views.some(Views.MESSAGES, ids, MessageView.class)
                .collectMap(MessageView::message, Function.identity())
                .filter(found -> found.size() == ids.size())
                .map(found -> ids.stream().map(found::get).toList());
        return whole.switchIfEmpty(Mono.defer(() -> freshness
                .applied(Projectors.HISTORY, head.conversation(), head.version())
                .then(whole)
                .switchIfEmpty(Mono.error(() ->
                        new QueryRefused(Reason.VIEW_BEHIND, "Messages of this page are not in the view yet.")))));
    }
}
