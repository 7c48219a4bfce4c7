package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.MembersView.Ban;
import dev.parley.api.conversation.MembersView.Invitation;
import dev.parley.api.conversation.MembersView.JoinRequest;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is in a conversation, wants in or may not. A conversation's people are in {@value MembersView#SLOTS} documents, whatever their number. */
@Component
class Members {

    private final ViewReader views;
    private final Memberships memberships;
    private final Freshness freshness;

    Members(ViewReader views, Memberships memberships, Freshness freshness) {
        this.views = views;
        this.memberships = memberships;
        this.freshness = freshness;
    }

    /** One of the parts, as far as it was asked for. */
    private record Part(
            @JsonProperty("_id") String key,
            @Nullable Map<UserId, Member> members,
            @Nullable Map<UserId, Ban> bans,
            @Nullable Map<UserId, JoinRequest> joinRequests,
            @Nullable Map<InvitationId, Invitation> invitations) {}

    /** For whoever is in it. */
    Mono<Map<UserId, Member>> of(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.FIND_CONVERSATION);
        return asNewAs(conversation, minVersion)
                .then(memberships.current(user, conversation))
                .then(Mono.defer(() -> all(conversation)));
    }

    Mono<Map<UserId, Member>> all(ConversationId conversation) {
        return whole(conversation, "members", Part::members);
    }

    Mono<Map<UserId, Ban>> bans(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        return forAdmins(caller, conversation, minVersion)
                .then(Mono.defer(() -> whole(conversation, "bans", Part::bans)));
    }

    Mono<Map<UserId, JoinRequest>> joinRequests(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        return forAdmins(caller, conversation, minVersion)
                .then(Mono.defer(() -> whole(conversation, "joinRequests", Part::joinRequests)));
    }

    Mono<Map<InvitationId, Invitation>> invitations(
            Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        return forAdmins(caller, conversation, minVersion)
                .then(Mono.defer(() -> whole(conversation, "invitations", Part::invitations)));
    }

    /** What somebody is there; empty when the view does not know them. */
    Mono<Member> one(UserId user, ConversationId conversation) {
        String key = MembersView.key(conversation, MembersView.slot(user));
        return views.one(Views.MEMBERS, key, Part.class, "members." + user)
                .mapNotNull(
                        part -> part.members() == null ? null : part.members().get(user));
    }

    private Mono<Void> forAdmins(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.MANAGE_GROUP);
        Mono<Boolean> admin = Mono.defer(() -> one(user, conversation))
                .map(member -> member.role().atLeast(MemberRole.ADMIN))
                .defaultIfEmpty(false);
        return asNewAs(conversation, minVersion)
                .then(memberships.current(user, conversation))
                .then(admin.filter(is -> is))
                .switchIfEmpty(Mono.defer(() -> freshness
                        .caughtUp(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS)
                        .then(admin)))
                .flatMap(is -> is
                        ? Mono.empty()
                        : Mono.error(new QueryRefused(Reason.NOT_ALLOWED, "This list is for the group's admins.")));
    }

    private Mono<Void> asNewAs(ConversationId conversation, @Nullable Long minVersion) {
        return minVersion == null ? Mono.empty() : freshness.applied(Projectors.MEMBERSHIPS, conversation, minVersion);
    }

    private <I, T> Mono<Map<I, T>> whole(
            ConversationId conversation, String field, Function<Part, @Nullable Map<I, T>> list) {
        return views.some(Views.MEMBERS, MembersView.keys(conversation), Part.class, field)
                .map(part -> Optional.ofNullable(list.apply(part)))
                .collect(HashMap::new, (all, part) -> part.ifPresent(all::putAll));
    }
}
