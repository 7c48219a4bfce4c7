package dev.parley.command.erasure;

import dev.parley.api.Refused;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipCommand.EndErasedContact;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.view.ViewStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what somebody erased leaves behind. Where they belonged stands in the views, which are waited for; the aggregates would have to be
 * searched one by one. Every step may be done any number of times.
 */
final class Farewell {

    private static final Logger log = LoggerFactory.getLogger(Farewell.class);

    /** Somebody may have been added by a command that was decided just before they were gone, so it looks again after this. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final CommandGateway commands;
    private final ViewStore views;
    private final CaughtUp caughtUp;

    Farewell(CommandGateway commands, ViewStore views, CaughtUp caughtUp) {
        this.commands = commands;
        this.views = views;
        this.caughtUp = caughtUp;
    }

    /** @throws RuntimeException when it cannot be done now, and has to be tried again from the beginning */
    void to(UserId erased) throws InterruptedException {
        Set<Object> asked = new HashSet<>();
        end(erased, asked);
        do {
            Thread.sleep(SECOND_LOOK);
        } while (end(erased, asked));
        log.info("{} is erased, and with them {} memberships and contacts", erased, asked.size());
    }

    /** Asks for each end once: what is there still although the views have caught up will not go by being asked again. */
    private boolean end(UserId erased, Set<Object> asked) throws InterruptedException {
        caughtUp.await();
        List<Object> left = Stream.concat(memberships(erased), contacts(erased))
                .filter(asked::add)
                .toList();
        left.forEach(command -> ask(command, erased));
        return !left.isEmpty();
    }

    /** Where they are, and where they wait to be let in. */
    private Stream<Object> memberships(UserId erased) {
        return views.find(Views.MEMBERSHIPS, erased, MembershipsView.class).stream()
                .flatMap(view -> Stream.concat(
                        view.asking().keySet().stream(),
                        view.conversations().entrySet().stream()
                                .filter(each -> each.getValue().current())
                                .map(Map.Entry::getKey)))
                .map(conversation -> new RemoveErasedMember(conversation, erased));
    }

    private Stream<Object> contacts(UserId erased) {
        return views.find(Views.CONTACTS, erased, ContactsView.class).stream()
                .flatMap(view -> view.contacts().keySet().stream())
                .map(other -> new EndErasedContact(FriendshipId.between(erased, other), erased));
    }

    private void ask(Object command, UserId erased) {
        try {
            commands.send(GenericCommandMessage.asCommandMessage(command)
                            .withMetaData(Map.of(
                                    CommandMetadata.SENDER, erased.toString(),
                                    CommandMetadata.GRANT, Grant.PARLEY.toString())))
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refused refused
                    && !refused.reason().passes()) {
                log.error("{} was refused, and is left as it is: {} {}", command, refused.reason(), refused.detail());
                return;
            }
            throw failure;
        }
    }
}
