package dev.parley.push.view;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.push.tail.Offsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The views as the gateway reads them: by key only. A failure of the store arrives as {@code UNAVAILABLE}. */
public interface GatewayViews {

    /** The most keys of one request. */
    int MAX_KEYS = 500;

    /**
     * How far all of these projectors have read the topic of conversations. A view that is read after this has at least everything
     * before; it may have more.
     */
    Mono<Offsets> applied(int partitions, Collection<String> projectors);

    /** Every conversation that somebody is or was in. */
    Mono<Map<ConversationId, Membership>> memberships(UserId user);

    /** Somebody's stays in one conversation; empty when there were none. */
    Mono<Membership> membership(UserId user, ConversationId conversation);

    /** The heads of those conversations that the view knows. Any number: it is asked for in portions. */
    Mono<Map<ConversationId, Head>> heads(Collection<ConversationId> conversations);

    /** The events with these keys that the log has, in no particular order. At most {@value #MAX_KEYS}. */
    Mono<List<LoggedEventView>> logged(Collection<String> keys);

    /** What somebody has noted about a conversation. */
    Mono<NotesView.Notes> notes(UserId user, ConversationId conversation);

    /** The messages that somebody keeps in sight. */
    Mono<FavouritesView> favourites(UserId user);

    /** How far somebody has read and received a conversation. */
    Mono<Position> position(UserId user, ConversationId conversation);
}
