package dev.parley.push.dispatch;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.push.tail.Offsets;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Views that hold nothing. */
final class NoViews implements GatewayViews {

    @Override
    public Mono<Offsets> applied(int partitions, Collection<String> projectors) {
        return Mono.just(Offsets.of(new long[partitions]));
    }

    @Override
    public Mono<Map<ConversationId, Membership>> memberships(UserId user) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<Membership> membership(UserId user, ConversationId conversation) {
        return Mono.empty();
    }

    @Override
    public Mono<Map<ConversationId, Head>> heads(Collection<ConversationId> conversations) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<List<LoggedEventView>> logged(Collection<String> keys) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<NotesView.Notes> notes(UserId user, ConversationId conversation) {
        return Mono.just(NotesView.Notes.NONE);
    }

    @Override
    public Mono<FavouritesView> favourites(UserId user) {
        return Mono.just(new FavouritesView(user, Map.of()));
    }

    @Override
    public Mono<Position> position(UserId user, ConversationId conversation) {
        return Mono.just(Position.NONE);
    }
}
