package dev.parley.query.conversation;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupView;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.view.ViewReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One conversation with everything about it. */
@Component
class Whole {

    private final Conversations conversations;
    private final Memberships memberships;
    private final Members members;
    private final ViewReader views;
    private final Clock clock = Clock.systemUTC();

    Whole(Conversations conversations, Memberships memberships, Members members, ViewReader views) {
        this.conversations = conversations;
        this.memberships = memberships;
        this.members = members;
        this.views = views;
    }

    Mono<ConversationWhole> of(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.FIND_CONVERSATION);
        return conversations
                .one(caller, conversation, minVersion)
                .flatMap(item -> Mono.zip(
                                conversations.head(user, conversation),
                                memberships.current(user, conversation),
                                members.one(user, conversation)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()),
                                other(item))
                        .map(known -> whole(
                                item,
                                new History.Seen(known.getT1(), known.getT2()),
                                known.getT3().orElse(null),
                                known.getT4().orElse(null))));
    }

    private ConversationWhole whole(
            ConversationItem item, History.Seen seen, @Nullable Member member, @Nullable Position other) {
        GroupView group = seen.head().group();
        Instant muted = member == null ? null : member.mutedUntil();
        return new ConversationWhole(
                item,
                group == null ? null : group.description(),
                group == null ? null : group.attributes(),
                group == null ? null : group.owner(),
                group == null ? null : group.settings(),
                group == null ? null : group.announcement(),
                group == null || member == null ? null : member.role(),
                member == null ? null : member.nickname(),
                muted != null && muted.isAfter(clock.instant()) ? muted : null,
                other,
                ConversationWhole.visible(seen.head().pins(), seen.membership()));
    }

    /** How far the other side of a direct conversation has come: what ticks are drawn from. */
    private Mono<Optional<Position>> other(ConversationItem item) {
        UserId with = item.with();
        return with == null
                ? Mono.just(Optional.empty())
                : views.one(Views.POSITIONS, with, PositionsView.class, "conversations." + item.conversation())
                        .map(positions -> Optional.of(positions.in(item.conversation())))
                        .defaultIfEmpty(Optional.of(Position.NONE));
    }
}
