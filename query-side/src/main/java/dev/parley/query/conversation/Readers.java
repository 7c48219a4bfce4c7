package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.page.Sorted;
import dev.parley.query.view.ViewReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who has read a message: computed from the positions of the members of now who can see it. Nobody writes anything down when a message is
 * read, so this costs a key per member, and in the largest group 5,000.
 */
@Component
class Readers {

    private final History history;
    private final Members members;
    private final ViewReader views;

    Readers(History history, Members members, ViewReader views) {
        this.history = history;
        this.members = members;
        this.views = views;
    }

    /** How many have read and received it, of how many beside its sender who can; and who has read it, in any order that stays the same. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Read(
            int read,
            int delivered,
            int of,
            List<UserId> items,
            @Nullable String next) {}

    private record Known(UserId user, Position position) {}

    Mono<Read> of(Caller caller, MessageId message, Limit limit, @Nullable String cursor) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        return history.visible(user, message, null)
                .flatMap(visible -> members.all(message.conversation())
                        .map(all -> all.entrySet().stream()
                                .filter(each -> each.getValue().afterSeq() < message.seq())
                                .map(Map.Entry::getKey)
                                .filter(member ->
                                        !member.equals(visible.message().sender()))
                                .toList()))
                .flatMap(audience -> positions(message.conversation(), audience)
                        .map(known -> read(message, audience.size(), known, limit, cursor)));
    }

    private Mono<List<Known>> positions(ConversationId conversation, List<UserId> users) {
        return views.some(Views.POSITIONS, users, PositionsView.class, "conversations." + conversation)
                .map(view -> new Known(view.user(), view.in(conversation)))
                .collectList();
    }

    private static Read read(MessageId message, int audience, List<Known> known, Limit limit, @Nullable String cursor) {
        List<UserId> readers = known.stream()
                .filter(each -> each.position().read() >= message.seq())
                .map(Known::user)
                .toList();
        int delivered = (int) known.stream()
                .filter(each -> each.position()
                                .max(new Position(0, each.position().read()))
                                .delivered()
                        >= message.seq())
                .count();
        Page<UserId> page = Sorted.page(readers.stream(), Comparator.naturalOrder(), UserId::toString, limit, cursor);
        return new Read(readers.size(), delivered, audience, page.items(), page.next());
    }
}
