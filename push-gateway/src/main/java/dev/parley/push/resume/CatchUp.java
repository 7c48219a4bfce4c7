package dev.parley.push.resume;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.projection.Projectors;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Backlog.Missing;
import dev.parley.push.fanout.Backlog.Progress;
import dev.parley.push.fanout.Backlog.Round;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import dev.parley.push.view.TopicEnds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Brings a connection up to now. What the views had applied comes from the log, what happened since from the tail, and from its end
 * on the connection is live. While the log is streamed the tail may move on too far; then another round begins, which has less to
 * do than the one before.
 */
public final class CatchUp {

    /** A connection that needs more rounds is slower than its conversations and had better begin again. */
    private static final int MAX_ROUNDS = 20;

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final TopicEnds ends;
    private final LogStream log;
    private final Patience patience;
    private final Gate gate;

    public CatchUp(FanoutLoop loop, GatewayViews views, TopicEnds ends, LogStream log, Patience patience, Gate gate) {
        this.loop = loop;
        this.views = views;
        this.ends = ends;
        this.log = log;
        this.patience = patience;
        this.gate = gate;
    }

    /**
     * Sends what the device lacks, then {@code caughtUp} with this id. Fails with {@code VIEW_BEHIND} when the views lag by more than
     * the tail reaches back, and keep doing so; the connection is held back then and should be closed.
     */
    public Mono<Void> resume(Subscription subscription, Map<ConversationId, Long> heads, @Nullable String id) {
        return round(subscription, heads, id, 1);
    }

    /** Lets a connection go live that did not say what it has. It gets what happened since it opened. */
    public Mono<Void> release(Subscription subscription) {
        return backlog(backlog -> backlog.release(subscription))
                .flatMap(round -> readTail(subscription, backlog -> {
                            Progress progress = backlog.advance(subscription, round);
                            if (progress == Progress.TOO_FAR_BEHIND) {
                                backlog.skip(subscription, round);
                            }
                            return progress;
                        })
                        .filter(progress -> progress != Progress.STALE))
                .flatMap(progress -> heads(subscription));
    }

    /** Sends the digest of the heads to a live connection. */
    public Mono<Void> heads(Subscription subscription) {
        return backlog(backlog -> backlog.heads(subscription))
                .filter(unknown -> !unknown.isEmpty())
                .flatMap(unknown -> learn(subscription, unknown).then(backlog(backlog -> backlog.heads(subscription))))
                .then();
    }

    private Mono<Void> learn(Subscription subscription, Set<ConversationId> conversations) {
        return loop.call(Fanout::end)
                .flatMap(Mono::justOrEmpty)
                .flatMap(end -> views.applied(end.partitions(), List.of(Projectors.HEADS))
                        .map(end::min))
                .flatMap(from -> views.heads(conversations)
                        .flatMap(known -> dispatched()
                                .then(loop.run(fanout -> fanout.backlog()
                                        .baseline(subscription, conversations, from, versions(known))))));
    }

    private Mono<Void> round(
            Subscription subscription, @Nullable Map<ConversationId, Long> heads, @Nullable String id, int number) {
        if (number > MAX_ROUNDS) {
            return Mono.error(new QueryRefused(
                    Reason.VIEW_BEHIND, "More happens than this connection can take; come back in a moment."));
        }
        // Held before it waits for its turn: what an earlier catch-up still has under way is over now.
        return backlog(backlog -> Optional.ofNullable(backlog.resume(subscription)))
                .flatMap(held -> gate.through(patience.until(plan(subscription, heads))))
                .flatMap(Mono::justOrEmpty)
                .flatMap(planned -> log.send(subscription, planned.round(), planned.missing())
                        .then(readTail(subscription, backlog -> {
                            Progress progress = backlog.advance(subscription, planned.round());
                            if (progress == Progress.LIVE) {
                                backlog.caughtUp(subscription, planned.missing(), id);
                            }
                            return progress;
                        })))
                .flatMap(progress ->
                        progress == Progress.TOO_FAR_BEHIND ? round(subscription, null, id, number + 1) : Mono.empty());
    }

    private record Planned(Round round, List<Missing> missing) {}

    /**
     * The order matters. Offsets are read before the heads that they vouch for. Where the topic ends is asked after the heads were
     * read: once that much was dispatched, nothing that the views showed us is unknown to the fan-out, least of all a kick. Comes to
     * nothing when the tail does not reach back far enough, and to an empty plan when the connection is gone.
     */
    private Mono<Optional<Planned>> plan(Subscription subscription, @Nullable Map<ConversationId, Long> heads) {
        return backlog(backlog -> Optional.ofNullable(backlog.resume(subscription)))
                .flatMap(held -> held.map(round -> plan(subscription, round, heads))
                        .orElseGet(() -> Mono.just(Optional.empty())));
    }

    private Mono<Optional<Planned>> plan(
            Subscription subscription, Round round, @Nullable Map<ConversationId, Long> heads) {
        return views.applied(round.end().partitions(), List.of(Projectors.HEADS, Projectors.HISTORY))
                .flatMap(applied -> views.heads(round.conversations())
                        .flatMap(known -> dispatched()
                                .then(backlog(backlog -> backlog.plan(
                                        subscription, round, applied.min(round.end()), versions(known), heads)))))
                .flatMap(Mono::justOrEmpty)
                .map(missing -> Optional.of(new Planned(round, missing)));
    }

    /** Completes once all that is on the topic now has been dispatched. */
    private Mono<Void> dispatched() {
        return ends.now().flatMap(end -> patience.atMost(loop.reached(end)));
    }

    /** Each step waits for room first, and lets everybody else have their turn in between. */
    private Mono<Progress> readTail(Subscription subscription, Function<Backlog, @Nullable Progress> step) {
        return Mono.defer(() -> subscription.subscriber().room())
                .then(backlog(step))
                .repeat()
                .filter(progress -> progress != Progress.MORE)
                .next();
    }

    private <T> Mono<T> backlog(Function<Backlog, @Nullable T> step) {
        return loop.call(fanout -> step.apply(fanout.backlog()));
    }

    private static Map<ConversationId, Long> versions(Map<ConversationId, Head> heads) {
        return heads.values().stream().collect(Collectors.toMap(Head::conversation, Head::version));
    }
}
