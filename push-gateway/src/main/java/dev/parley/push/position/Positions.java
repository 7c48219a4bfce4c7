package dev.parley.push.position;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.Position;
import dev.parley.edge.Caller;
import dev.parley.push.view.GatewayViews;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what people say they have read and received: only of conversations they are in, never beyond the newest message, never backwards. */
@Component
public final class Positions {

    private final Places places;
    private final GatewayViews views;
    private final LatestPositions latest;

    Positions(Places places, GatewayViews views, LatestPositions latest) {
        this.places = places;
        this.views = views;
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
        return places.of(user, conversation, seq, place -> place.allows(seq))
                .flatMap(place -> place.allows(seq) ? Mono.empty() : Mono.error(place.refusal(seq)))
                .then(Mono.defer(() -> views.position(user, conversation)))
                .flatMap(viewed -> latest.move(user, conversation, viewed, to));
    }
}
