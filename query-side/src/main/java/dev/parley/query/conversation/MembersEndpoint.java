package dev.parley.query.conversation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembersView.Ban;
import dev.parley.api.conversation.MembersView.Invitation;
import dev.parley.api.conversation.MembersView.JoinRequest;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.people.UserId;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.page.Sorted;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of who is in a conversation, wants in or may not. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
class MembersEndpoint {

    private final Members members;
    private final Clock clock = Clock.systemUTC();

    MembersEndpoint(Members members) {
        this.members = members;
    }

    /** A member; {@code mutedUntil} may have passed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberItem(
            UserId user,
            MemberRole role,
            @Nullable String nickname,
            @Nullable Instant mutedUntil,
            Instant joinedAt) {

        /** The owner, the admins, everybody else; of these who is longest in it. */
        static final Comparator<MemberItem> IN_ORDER = comparing(MemberItem::role, reverseOrder())
                .thenComparing(MemberItem::joinedAt)
                .thenComparing(item -> item.user().toString());

        static MemberItem of(UserId user, Member member) {
            return new MemberItem(user, member.role(), member.nickname(), member.mutedUntil(), member.joinedAt());
        }
    }

    record BanItem(UserId user, UserId by, Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JoinRequestItem(UserId user, @Nullable String message, Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InvitationItem(
            InvitationId invitation,
            UserId by,
            Instant at,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses,
            int uses) {}

    @GetMapping("/members")
    Mono<Page<MemberItem>> members(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        Limit size = Limit.of(limit);
        MemberRole only = role == null ? null : role(role);
        return members.of(caller, conversation, MinVersion.valid(minVersion))
                .map(all -> all.entrySet().stream()
                        .map(each -> MemberItem.of(each.getKey(), each.getValue()))
                        .filter(item -> only == null || item.role() == only))
                .map(items -> Sorted.page(
                        items, MemberItem.IN_ORDER, item -> item.user().toString(), size, cursor));
    }

    @GetMapping("/bans")
    Mono<Page<BanItem>> bans(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return page(
                members.bans(caller, conversation, MinVersion.valid(minVersion)),
                (UserId user, Ban ban) -> new BanItem(user, ban.by(), ban.at()),
                BanItem::at,
                BanItem::user,
                Limit.of(limit),
                cursor);
    }

    @GetMapping("/join-requests")
    Mono<Page<JoinRequestItem>> joinRequests(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return page(
                members.joinRequests(caller, conversation, MinVersion.valid(minVersion)),
                (UserId user, JoinRequest request) -> new JoinRequestItem(user, request.message(), request.at()),
                JoinRequestItem::at,
                JoinRequestItem::user,
                Limit.of(limit),
                cursor);
    }

    /** Those that let somebody in now. The secret of their links is nowhere here: it was said once, to whoever made them. */
    @GetMapping("/invitations")
    Mono<Page<InvitationItem>> invitations(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        Instant now = clock.instant();
        return page(
                members.invitations(caller, conversation, MinVersion.valid(minVersion))
                        .doOnNext(all -> all.values().removeIf(invitation -> !invitation.open(now))),
                (InvitationId id, Invitation invitation) -> new InvitationItem(
                        id,
                        invitation.by(),
                        invitation.at(),
                        invitation.expiresAt(),
                        invitation.maxUses(),
                        invitation.uses()),
                InvitationItem::at,
                InvitationItem::invitation,
                Limit.of(limit),
                cursor);
    }

    /** The oldest first. */
    private static <I, V, T> Mono<Page<T>> page(
            Mono<Map<I, V>> entries,
            BiFunction<I, V, T> item,
            Function<T, Instant> at,
            Function<T, ?> id,
            Limit limit,
            @Nullable String cursor) {
        return entries.map(all -> Sorted.page(
                all.entrySet().stream().map(each -> item.apply(each.getKey(), each.getValue())),
                comparing(at).thenComparing(each -> id.apply(each).toString()),
                each -> id.apply(each).toString(),
                limit,
                cursor));
    }

    private static MemberRole role(String text) {
        for (MemberRole role : MemberRole.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
                return role;
            }
        }
        throw new InvalidInput("role", "A role is member, admin or owner.");
    }
}
