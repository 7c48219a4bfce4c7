package dev.parley.push.position;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.resume.Patience;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import dev.parley.push.view.TopicEnds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where somebody is in a conversation: as the views know it, or as what was dispatched to them says, which is ahead of the views. */
@Component
public final class Places {

    /** An acknowledged event may still be on its way from the store to the topic: the relay is a few milliseconds behind. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(300);

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final TopicEnds ends;
    private final Patience patience;

    Places(FanoutLoop loop, GatewayViews views, TopicEnds ends, Patience patience) {
        this.loop = loop;
        this.views = views;
        this.ends = ends;
        this.patience = patience;
    }

    /**
     * Their place, if {@code enough} is said of it at once; else the one that they have when the views know all that happened till now.
     *
     * @param seq of the message that it is about
     */
    public Mono<Place> of(UserId user, ConversationId conversation, long seq, Predicate<Place> enough) {
        return dispatched(user, conversation, seq)
                .switchIfEmpty(Mono.defer(() -> viewed(user, conversation)))
                .filter(enough)
                .switchIfEmpty(Mono.defer(() -> upToDate().then(viewed(user, conversation))));
    }

    /** Of whoever is connected here; most messages that are read now came by a moment ago, the head of the others is in a view. */
    private Mono<Place> dispatched(UserId user, ConversationId conversation, long seq) {
        return loop.call(fanout -> fanout.standing(user, conversation))
                .map(standing -> new Place(standing.membership(), standing.headSeq()))
                .flatMap(place -> place.headSeq() >= seq || place.membership() == null
                        ? Mono.just(place)
                        : head(conversation)
                                .map(seen -> new Place(place.membership(), Math.max(place.headSeq(), seen))));
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
