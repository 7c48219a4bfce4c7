package dev.parley.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.EventStorages;
import dev.parley.command.store.StoreSettings;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;

/** A running command side without Spring, and words to speak with it. */
final class Talks implements AutoCloseable {

    static final UserId ANA = new UserId(new UUID(1, 1));
    static final UserId BEN = new UserId(new UUID(1, 2));
    static final int EVENTS_PER_SNAPSHOT = 50;

    private final CommandSide commandSide;

    private Talks(Function<StorageSettings, EventStorage> opening, String url, int maxMembers) {
        commandSide = new CommandSide(
                opening,
                new StoreSettings(url, 10_000, EVENTS_PER_SNAPSHOT),
                ConversationLimits.usual(maxMembers),
                PeopleRules.DEFAULT,
                4_096,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    static Talks at(String url) {
        return withRoomFor(100, url);
    }

    /** Its groups have at most so many members. */
    static Talks withRoomFor(int maxMembers, String url) {
        return new Talks(settings -> EventStorages.open(url, settings), url, maxMembers);
    }

    static Talks on(Function<StorageSettings, EventStorage> opening) {
        return new Talks(opening, "a store of the test's own", 100);
    }

    static ConversationId talk(int number) {
        return new ConversationId(new UUID(7, number));
    }

    /** Introduces Ana and Ben, and makes a group of theirs. */
    Talks withGroup(ConversationId... groups) {
        ask(new RegisterPerson(ANA, "ana", "Ana"), ANA).join();
        ask(new RegisterPerson(BEN, "ben", "Ben"), BEN).join();
        for (ConversationId group : groups) {
            ask(new CreateConversation(group, ConversationType.GROUP, Set.of(BEN), "Lunch"), ANA)
                    .join();
        }
        return this;
    }

    <R> CompletableFuture<R> ask(Object command, UserId by) {
        return commandSide
                .gateway()
                .send(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(Map.of(
                                CommandMetadata.SENDER, by.toString(), CommandMetadata.GRANT, grantFor(command))));
    }

    /** Parley itself registers and erases people; all else a person asks with an app of ours. */
    static String grantFor(Object command) {
        boolean byParley = command instanceof RegisterPerson
                || command instanceof ErasePerson
                || command instanceof RemoveErasedMember;
        Grant grant = byParley ? Grant.PARLEY : new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));
        return grant.toString();
    }

    CompletableFuture<MessageAccepted> send(ConversationId talk, String clientId, String text) {
        return ask(new SendMessage(talk, clientId, new Content.Text(text), null, List.of()), ANA);
    }

    /** What is stored of a conversation, in order; without snapshots. */
    List<ConversationEvent> history(ConversationId talk) {
        return commandSide
                .storage()
                .events()
                .readEvents(talk.toString(), 0)
                .asStream()
                .map(DomainEventMessage::getPayload)
                .map(ConversationEvent.class::cast)
                .toList();
    }

    CommandSide commandSide() {
        return commandSide;
    }

    /** Why it was refused; null when it was not. */
    static Reason refusal(CompletableFuture<?> answer) {
        try {
            answer.join();
            return null;
        } catch (CompletionException e) {
            assertThat(e).cause().isInstanceOf(Refused.class);
            return ((Refused) e.getCause()).reason();
        }
    }

    @Override
    public void close() {
        commandSide.close();
    }
}
