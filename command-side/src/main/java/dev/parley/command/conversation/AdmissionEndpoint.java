package dev.parley.command.conversation;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.InvitationToken;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of how people get into a group from outside: requests and invitations. */
@RestController
@RequestMapping("/api/v1")
class AdmissionEndpoint {

    private static final String GROUP = "/conversations/{conversation}";

    private final CommandDispatch commands;
    private final InvitationTokens tokens;
    private final String page;

    /** @param page the link's beginning; the token follows it */
    AdmissionEndpoint(
            CommandDispatch commands, InvitationTokens tokens, @Value("${parley.invitation.page}") String page) {
        this.commands = commands;
        this.tokens = tokens;
        this.page = page;
    }

    record NewRequest(@Nullable String message) {}

    record NewInvitation(
            @Nullable Instant expiresAt, @Nullable Integer maxUses) {}

    /** The only time that the token is told. */
    record InvitationMade(
            ConversationId conversation, long version, InvitationId invitation, String token, String link) {}

    @PostMapping(GROUP + "/join-requests")
    Mono<ConversationChanged> ask(
            @PathVariable ConversationId conversation,
            @RequestBody(required = false) @Nullable NewRequest body,
            Caller caller) {
        return commands.send(new RequestToJoin(conversation, body == null ? null : body.message()), caller);
    }

    @DeleteMapping(GROUP + "/join-requests/me")
    Mono<ConversationChanged> withdraw(@PathVariable ConversationId conversation, Caller caller) {
        return commands.send(new WithdrawJoinRequest(conversation), caller);
    }

    @PostMapping(GROUP + "/join-requests/{user}/approve")
    Mono<ConversationChanged> approve(
            @PathVariable ConversationId conversation, @PathVariable UserId user, Caller caller) {
        return commands.send(new ApproveJoinRequest(conversation, user), caller);
    }

    @PostMapping(GROUP + "/join-requests/{user}/reject")
    Mono<ConversationChanged> reject(
            @PathVariable ConversationId conversation, @PathVariable UserId user, Caller caller) {
        return commands.send(new RejectJoinRequest(conversation, user), caller);
    }

    @PostMapping(GROUP + "/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<InvitationMade> invite(
            @PathVariable ConversationId conversation,
            @RequestBody(required = false) @Nullable NewInvitation body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        var fresh = tokens.next(conversation, caller.user(Permission.MANAGE_GROUP), key);
        InvitationToken token = fresh.token();
        NewInvitation terms = body == null ? new NewInvitation(null, null) : body;
        return commands.<ConversationChanged>send(
                        new CreateInvitation(
                                conversation, fresh.invitation(), token.hash(), terms.expiresAt(), terms.maxUses()),
                        caller)
                .map(made -> new InvitationMade(
                        conversation, made.version(), fresh.invitation(), token.text(), page + token.text()));
    }

    @DeleteMapping(GROUP + "/invitations/{invitation}")
    Mono<ConversationChanged> revoke(
            @PathVariable ConversationId conversation, @PathVariable InvitationId invitation, Caller caller) {
        return commands.send(new RevokeInvitation(conversation, invitation), caller);
    }

    @PostMapping("/invitations/{token}/accept")
    Mono<ConversationChanged> accept(@PathVariable String token, Caller caller) {
        caller.require(Permission.JOIN_GROUP);
        InvitationToken invitation = InvitationToken.parse(token);
        return commands.<ConversationChanged>send(
                        new AcceptInvitation(invitation.conversation(), invitation.hash()), caller)
                .onErrorMap(AdmissionEndpoint::unknownGroup, refusal -> InvitationToken.noSuchInvitation());
    }

    /** That there is no such group is told in the words of where there is one. */
    private static boolean unknownGroup(Throwable failure) {
        return failure instanceof Refused refused && refused.reason() == Reason.NOT_FOUND;
    }
}
