package dev.parley.command;

import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A group as large as groups get, on the real store. */
@Timeout(120)
class LargeGroupTest {

    private static final int MOST = 5_000;
    private static final int PER_CALL = 500;
    private static final ConversationId GROUP = talk(0);

    @TempDir
    Path directory;

    private static UserId person(int number) {
        return new UserId(new UUID(1, number));
    }

    private static Set<UserId> people(int from, int to) {
        Set<UserId> people = new LinkedHashSet<>();
        IntStream.range(from, to).forEach(number -> people.add(person(number)));
        return people;
    }

    private Talks open() {
        return Talks.withRoomFor(MOST, "rocksdb:" + directory.resolve("events"));
    }

    private static void register(Talks talks) {
        for (int from = 0; from <= MOST; from += PER_CALL) {
            List<CompletableFuture<?>> registrations = people(from, Math.min(from + PER_CALL, MOST + 1)).stream()
                    .<CompletableFuture<?>>map(
                            person -> talks.ask(new RegisterPerson(person, "person-" + person, "Person"), person))
                    .toList();
            registrations.forEach(CompletableFuture::join);
        }
    }

    /** The owner is person 0, the last member person 4,999. */
    private static void fill(Talks talks) {
        talks.ask(new CreateConversation(GROUP, ConversationType.GROUP, people(1, PER_CALL), "Everybody"), person(0))
                .join();
        for (int from = PER_CALL; from < MOST; from += PER_CALL) {
            talks.ask(new AddMembers(GROUP, people(from, from + PER_CALL)), person(0))
                    .join();
        }
    }

    private static SendMessage message(String text) {
        return new SendMessage(GROUP, null, new Content.Text(text), null, List.of());
    }

    @Test
    void fiveThousandGetInAndNotOneMore() {
        try (Talks talks = open()) {
            register(talks);
            fill(talks);
            assertThat(refusal(talks.ask(new AddMembers(GROUP, Set.of(person(MOST))), person(0))))
                    .isEqualTo(Reason.TOO_MANY_MEMBERS);
            ConversationChanged kicked = talks.<ConversationChanged>ask(new KickMember(GROUP, person(7)), person(0))
                    .join();
            assertThat(kicked.version()).isEqualTo(MOST / PER_CALL);
            talks.ask(new AddMembers(GROUP, Set.of(person(MOST))), person(0)).join();
            assertThat(talks.<MessageAccepted>ask(message("hello"), person(MOST - 1))
                            .join()
                            .seq())
                    .isEqualTo(1);
        }
        try (Talks again = open()) {
            assertThat(refusal(again.ask(message("I am gone"), person(7)))).isEqualTo(Reason.NOT_A_MEMBER);
            assertThat(refusal(again.ask(new AddMembers(GROUP, Set.of(person(7))), person(0))))
                    .isEqualTo(Reason.TOO_MANY_MEMBERS);
            assertThat(again.<MessageAccepted>ask(message("hello again"), person(MOST))
                            .join()
                            .seq())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatIsSaidThereIsOneEventThatNamesNobodyElse() {
        try (Talks talks = open()) {
            register(talks);
            fill(talks);
            talks.ask(message("hello"), person(0)).join();
            List<ConversationEvent> history = talks.history(GROUP);
            assertThat(history).hasSize(MOST / PER_CALL + 1);
            assertThat(history.getLast())
                    .isInstanceOfSatisfying(
                            MessageSent.class,
                            sent -> assertThat(sent.mentions()).isEmpty());
        }
    }
}
