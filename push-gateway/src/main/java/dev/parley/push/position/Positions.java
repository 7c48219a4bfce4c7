package dev.parley.push.position;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.projection.Projectors;
import dev.parley.push.fanout.Fanout.Standing;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.resume.Patience;
import dev.parley.push.tail.Offsets;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import dev.parley.push.view.TopicEnds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what people say they have read and received: only of conversations they are in, never beyond the newest message, never backwards. */
@Component
public final class Positions {

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final TopicEnds ends;
    private final Patience patience;
    private final PositionTopic topic;

    Positions(FanoutLoop loop, GatewayViews views, TopicEnds ends, Patience patience, PositionTopic topic) {
        this.loop = loop;
        this.views = views;
        this.ends = ends;
        this.patience = patience;
        this.topic = topic;
    }

    /** Having read is having received. */
    public Mono<Void> read(UserId user, ConversationId conversation, long seq) {
        return move(user, conversation, seq, new Position(seq, seq));
    }

    public Mono<Void> delivered(UserId user, ConversationId conversation, long seq) {
        return move(user, conversation, seq, new Position(0, seq));
    }

    private Mono<Void> move(UserId user, ConversationId conversation, long seq, Position to) {
        if (seq < 1) {
            return Mono.error(new InvalidInput("seq", "A message's seq starts at 1, not " + seq + "."));
        }
        return requireMember(user, conversation)
                .then(Mono.defer(() -> requireSaid(user, conversation, seq)))
                .then(Mono.defer(() -> views.position(user, conversation)))
                .flatMap(known -> keep(user, conversation, known, known.max(to)));
    }

    /** Merged with what is known, so that the newest record of a key, which is all that compaction keeps, is the largest too. */
    private Mono<Void> keep(UserId user, ConversationId conversation, Position known, Position reached) {
        return reached.equals(known)
                ? Mono.empty()
                : topic.publish(new PositionMoved(
                        user,
                        conversation,
                        reached.read(),
                        reached.delivered(),
                        Clock.systemUTC().instant()));
    }

    private Mono<Void> requireMember(UserId user, ConversationId conversation) {
        Mono<Membership> known = membership(user, conversation);
        return known.filter(Membership::current)
                .switchIfEmpty(Mono.defer(() -> upToDate(Projectors.MEMBERSHIPS).then(known)))
                .switchIfEmpty(Mono.error(() -> new QueryRefused(Reason.NOT_FOUND, "There is nothing here.")))
                .flatMap(membership -> membership.current()
                        ? Mono.empty()
                        : Mono.error(new QueryRefused(
                                Reason.NOT_A_MEMBER, "You do not belong to this conversation any more.")));
    }

    /** From the index for whoever is connected here, else from the view. */
    private Mono<Membership> membership(UserId user, ConversationId conversation) {
        return loop.call(fanout -> fanout.standing(user, conversation))
                .mapNotNull(Standing::membership)
                .switchIfEmpty(Mono.defer(
                        () -> views.memberships(user).mapNotNull(memberships -> memberships.get(conversation))));
    }

    private Mono<Void> requireSaid(UserId user, ConversationId conversation, long seq) {
        Mono<Long> seen = loop.call(fanout -> fanout.standing(user, conversation))
                .map(Standing::headSeq)
                .filter(head -> head >= seq);
        Mono<Long> viewed = head(conversation).filter(head -> head >= seq);
        return seen.switchIfEmpty(viewed)
                .switchIfEmpty(Mono.defer(() -> upToDate(Projectors.HEADS).then(viewed)))
                .switchIfEmpty(Mono.error(
                        () -> new InvalidInput("seq", "There is no message " + seq + " in this conversation yet.")))
                .then();
    }

    private Mono<Long> head(ConversationId conversation) {
        return views.heads(List.of(conversation))
                .mapNotNull((Map<ConversationId, Head> heads) -> heads.get(conversation))
                .map(Head::seq);
    }

    /** A view may delay a yes and must not say a wrong no: before one it has to know all that is on the topic now. */
    private Mono<Void> upToDate(String projector) {
        return ends.now()
                .flatMap(end -> patience.until(views.applied(end.partitions(), List.of(projector))
                        .filter((Offsets applied) -> applied.reached(end))))
                .then();
    }
}
