package dev.parley.command.timer;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageSent;
import dev.parley.api.schedule.ScheduleCommand.TakeDueMessage;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.people.Standing;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/**
 * Lets happen what a timer is for, by commands that may come twice: a message expires once, and one that is said carries the client id of
 * its plan. Blocking.
 */
final class Bell {

    /** With the rights that a person has in Parley's own apps; more they never needed to plan it. */
    private static final Grant PERSON = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));

    private final CommandGateway commands;
    private final PeopleDirectory people;

    Bell(CommandGateway commands, PeopleDirectory people) {
        this.commands = commands;
        this.people = people;
    }

    /** @throws Refused when it did not happen, and may yet */
    void ring(Timer timer) {
        switch (timer) {
            case Timer.Expiry expiry ->
                ask(new ExpireMessage(expiry.message().conversation(), expiry.message()), expiry.by(), Grant.PARLEY);
            case Timer.Plan plan -> {
                if (ask(new TakeDueMessage(plan.schedule(), plan.item()), plan.by(), Grant.PARLEY)
                        instanceof MessageScheduled due) {
                    say(due);
                }
            }
        }
    }

    /** It did not happen, and will not. */
    void giveUp(Timer timer, Refused refusal) {
        if (timer instanceof Timer.Plan plan) {
            ask(
                    new NoteScheduledMessageRefused(plan.schedule(), plan.item(), refusal.reason(), refusal.detail()),
                    plan.by(),
                    Grant.PARLEY);
        }
    }

    private void say(MessageScheduled due) {
        requireAbleToSpeak(due.by());
        Object answer = ask(
                new SendMessage(
                        due.conversation(),
                        "scheduled:" + due.item(),
                        due.content(),
                        due.replyTo(),
                        due.mentions(),
                        due.mentionsEveryone(),
                        null,
                        null,
                        null),
                due.by(),
                PERSON);
        if (!(answer instanceof MessageAccepted accepted)) {
            throw new IllegalStateException("A message was sent and its answer is " + answer);
        }
        ask(new NoteScheduledMessageSent(due.schedule(), due.item(), accepted.message()), due.by(), Grant.PARLEY);
    }

    /** Whoever acts by themselves is stopped at the door; here nobody comes through a door. */
    private void requireAbleToSpeak(UserId user) {
        Standing standing = people.find(user).orElse(Standing.NEW);
        if (standing.erased()) {
            throw new CommandRefused(Reason.GONE, "This account does not exist any more.");
        }
        if (standing.suspended()) {
            throw new CommandRefused(Reason.ACCOUNT_SUSPENDED, "This account was suspended when the message was due.");
        }
    }

    private @Nullable Object ask(Object command, UserId by, Grant grant) {
        try {
            return commands.send(GenericCommandMessage.asCommandMessage(command)
                            .withMetaData(Map.of(
                                    CommandMetadata.SENDER, by.toString(), CommandMetadata.GRANT, grant.toString())))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }
}
