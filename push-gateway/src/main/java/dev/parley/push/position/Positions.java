package dev.parley.push.position;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.Position;
import dev.parley.api.projection.Projectors;
import dev.parley.edge.Caller;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.resume.Patience;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import dev.parley.push.view.TopicEnds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what people say they have read and received: only of conversations they are in, never beyond the newest message, never backwards. */
@Component
public final class Positions {

    /** An acknowledged event may still be on its way from the store to the topic: the relay is a few milliseconds behind. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(300);

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final TopicEnds ends;
    private final Patience patience;
    private final LatestPositions latest;

    Positions(FanoutLoop loop, GatewayViews views, TopicEnds ends, Patience patience, LatestPositions latest) {
        this.loop = loop;
        this.views = views;
        this.ends = ends;
        this.patience = patience;
        this.latest = latest;
    }

    /** Having read is having received. */
    public Mono<Void> read(Caller caller, ConversationId conversation, long seq) {
        return move(caller.user(Permission.MOVE_POSITION), conversation, seq, new Position(seq, seq));
    }

    public Mono<Void> delivered(Caller caller, ConversationId conversation, long seq) {
        return move(caller.user(Permission.MOVE_POSITION), conversation, seq, new Position(0, seq));
    }

    private Mono<Void> move(UserId user, ConversationId conversation, long seq, Position to) {
        if (seq < 1) {
            return Mono.error(new InvalidInput("seq", "A message's seq starts at 1, not " + seq + "."));
        }
        return requireTheirs(user, conversation, seq)
                .then(Mono.defer(() -> views.position(user, conversation)))
                .flatMap(viewed -> latest.move(user, conversation, viewed, to));
    }

    /** A yes may come from what was dispatched, which is ahead of the views. A no waits until they have all that happened till now. */
    private Mono<Void> requireTheirs(UserId user, ConversationId conversation, long seq) {
        return dispatched(user, conversation, seq)
                .switchIfEmpty(Mono.defer(() -> viewed(user, conversation)))
                .filter(place -> place.allows(seq))
                .switchIfEmpty(Mono.defer(() -> upToDate().then(viewed(user, conversation))))
                .flatMap(place -> place.allows(seq) ? Mono.empty() : Mono.error(place.refusal(seq)));
    }

    /** Of whoever is connected here; most messages that are read now came by a moment ago, the head of the others is in a view. */
    private Mono<Place> dispatched(UserId user, ConversationId conversation, long seq) {
        return loop.call(fanout -> fanout.standing(user, conversation))
                .map(standing -> new Place(standing.membership(), standing.headSeq()))
                .flatMap(place -> place.headSeq() >= seq || place.membership() == null
                        ? Mono.just(place)
                        : head(conversation).map(seen -> new Place(place.membership(), seen)));
    }

    private Mono<Place> viewed(UserId user, ConversationId conversation) {
        Mono<Optional<Membership>> membership =
                views.membership(user, conversation).map(Optional::of).defaultIfEmpty(Optional.empty());
        return membership.zipWith(head(conversation), (found, seq) -> new Place(found.orElse(null), seq));
    }

    private Mono<Long> head(ConversationId conversation) {
        return views.heads(List.of(conversation))
                .map(heads -> Optional.ofNullable(heads.get(conversation))
                        .map(Head::seq)
                        .orElse(0L));
    }

    private Mono<Void> upToDate() {
        List<String> projectors = List.of(Projectors.MEMBERSHIPS, Projectors.HEADS);
        return Mono.delay(ON_THE_WAY)
                .then(Mono.defer(ends::now))
                .flatMap(end -> patience.until(
                        views.applied(end.partitions(), projectors).filter(applied -> applied.reached(end))))
                .then();
    }
}
