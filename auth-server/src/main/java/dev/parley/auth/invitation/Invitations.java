package dev.parley.auth.invitation;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.InvitationSeen;
import dev.parley.api.conversation.InvitationToken;
import dev.parley.api.conversation.MembershipCommand;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.LookAtInvitation;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.wire.CommandMetadata;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Invitations to groups, for people in front of a browser. */
@Component
public final class Invitations {

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    /** These pages are an app of Parley's own: what somebody presses here they do themselves. */
    private static final Grant OWN_APP = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));

    private final CommandGateway commands;
    private final Duration patience;

    Invitations(CommandGateway commands, @Value("${parley.auth.command-timeout:5s}") Duration patience) {
        this.commands = commands;
        this.patience = patience;
    }

    /** @throws Refused NOT_FOUND, the same whether there is such a group or not; UNAVAILABLE */
    public InvitationSeen look(String token, String trace) {
        InvitationToken invitation = InvitationToken.parse(token);
        return (InvitationSeen) ask(
                new LookAtInvitation(invitation.conversation(), invitation.hash()),
                from(Grant.PARLEY, UserId.PARLEY, trace));
    }

    /** @throws Refused as the group decides; UNAVAILABLE */
    public void accept(String token, UserId by, String trace) {
        InvitationToken invitation = InvitationToken.parse(token);
        ask(new AcceptInvitation(invitation.conversation(), invitation.hash()), from(OWN_APP, by, trace));
    }

    private static MetaData from(Grant grant, UserId by, String trace) {
        return MetaData.with(CommandMetadata.SENDER, by.toString())
                .and(CommandMetadata.GRANT, grant.toString())
                .and(CommandMetadata.TRACE, trace);
    }

    private Object ask(MembershipCommand command, MetaData from) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        try {
            commands.send(GenericCommandMessage.asCommandMessage(command).andMetaData(from), answer);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        CommandResultMessage<?> result = answer.getResult(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (result.isExceptional()) {
            throw refusal(result.exceptionResult());
        }
        return result.getPayload();
    }

    /** That there is no such group is told in the words of where there is one. */
    private static Refused refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.reason() == Reason.NOT_FOUND ? InvitationToken.noSuchInvitation() : refused;
            }
        }
        log.warn("The command side does not answer about an invitation", failure);
        return new CommandRefused(Reason.UNAVAILABLE, "Nobody can be asked at the moment; try again soon.");
    }
}
